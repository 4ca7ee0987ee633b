import { describe, expect, it } from 'vitest';
import { TaskQueue } from '../../../apps/web/src/image/TaskQueue.ts';

/** Tasks that end when a test says so. */
function scriptedTasks(names: readonly string[]) {
  const started: string[] = [];
  const end = new Map<string, () => void>();
  const tasks = names.map((name) => () => {
    started.push(name);
    return new Promise<void>((resolve) => {
      end.set(name, resolve);
    });
  });
  const finish = async (name: string) => {
    end.get(name)?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { started, tasks, finish };
}

describe('TaskQueue', () => {
  it('runs a few tasks at once, and the next in order when one ends', async () => {
    const { started, tasks, finish } = scriptedTasks(['a', 'b', 'c', 'd']);
    const queue = new TaskQueue(2);
    for (const task of tasks) queue.add(task);
    expect(started).toEqual(['a', 'b']);
    await finish('b');
    expect(started).toEqual(['a', 'b', 'c']);
    await finish('a');
    await finish('c');
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('starts a task at once where there is room again', async () => {
    const { started, tasks, finish } = scriptedTasks(['a', 'b']);
    const [first, second] = tasks;
    const queue = new TaskQueue(1);
    if (first) queue.add(first);
    await finish('a');
    if (second) queue.add(second);
    expect(started).toEqual(['a', 'b']);
  });
});
