import { describe, expect, it } from 'vitest';
import {
  type NewSessionForm,
  newSessionProblems,
} from '../../../apps/web/src/create/newSessionProblems.ts';

const GOOD: NewSessionForm = {
  title: 'A test',
  name: 'Mira',
  retentionDays: '',
  purpose: 'research',
  ground: null,
  attested: false,
};

describe('newSessionProblems', () => {
  it('has nothing to say of a form that can be sent', () => {
    expect(newSessionProblems(GOOD)).toEqual({});
    expect(newSessionProblems({ ...GOOD, retentionDays: ' 7 ' })).toEqual({});
  });

  it('names what is missing', () => {
    const form = { ...GOOD, title: ' ', name: '', purpose: null };
    expect(Object.keys(newSessionProblems(form)).sort()).toEqual(['name', 'purpose', 'title']);
  });

  it.each(['0', '1.5', '-3', 'many', '3651'])('refuses %s days', (retentionDays) => {
    expect(newSessionProblems({ ...GOOD, retentionDays })).toHaveProperty('retentionDays');
  });

  it('opens a refused purpose only on an attested ground', () => {
    const refused: NewSessionForm = { ...GOOD, purpose: 'workplace_monitoring' };
    expect(newSessionProblems(refused)).toHaveProperty('purpose');
    expect(newSessionProblems({ ...refused, ground: 'safety' })).toHaveProperty('purpose');
    expect(newSessionProblems({ ...refused, ground: 'safety', attested: true })).toEqual({});
  });
});
