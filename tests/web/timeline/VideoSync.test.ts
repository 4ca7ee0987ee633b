import { describe, expect, it } from 'vitest';
import { steerVideo, videoTimeAt } from '../../../apps/web/src/timeline/replay/VideoSync.ts';

function fakeVideo(currentTime = 0, duration = 60) {
  const video = {
    currentTime,
    duration,
    paused: true,
    playbackRate: 1,
    seeking: false,
    async play() {
      video.paused = false;
    },
    pause() {
      video.paused = true;
    },
  };
  return video;
}

describe('videoTimeAt', () => {
  it('counts from the start of the recording, by the offset', () => {
    expect(videoTimeAt(15_000, 10_000, 2.5)).toBe(7.5);
  });
});

describe('steerVideo', () => {
  it('runs a video along, at the same speed, and does not disturb it for a little drift', () => {
    const video = fakeVideo(5.1);
    steerVideo(video, 5, { playing: true, speed: 2 });
    expect(video).toMatchObject({ paused: false, playbackRate: 2, currentTime: 5.1 });
  });

  it('puts a video right that is off', () => {
    const video = fakeVideo(9);
    steerVideo(video, 5, { playing: true, speed: 1 });
    expect(video.currentTime).toBe(5);
  });

  it('shows the very frame while it is paused', () => {
    const video = fakeVideo(5.05);
    video.paused = false;
    steerVideo(video, 5, { playing: false, speed: 1 });
    expect(video).toMatchObject({ paused: true, currentTime: 5 });
  });

  it('stands at its start or end where the recording reaches beyond it', () => {
    const video = fakeVideo(30);
    steerVideo(video, -3, { playing: true, speed: 1 });
    expect(video).toMatchObject({ paused: true, currentTime: 0 });
    steerVideo(video, 90, { playing: true, speed: 1 });
    expect(video).toMatchObject({ paused: true, currentTime: 60 });
  });

  it('does not seek again while it seeks', () => {
    const video = fakeVideo(9);
    video.seeking = true;
    steerVideo(video, 5, { playing: false, speed: 1 });
    expect(video.currentTime).toBe(9);
  });
});
