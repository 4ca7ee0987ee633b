import { z } from 'zod';

/** Every reason for which the server refuses something. `SPEC.md` says when each is given. */
export const PROBLEM_REASONS = [
  'no_token',
  'bad_token',
  'expired_token',
  'origin_refused',
  'wrong_protocol',
  'session_not_found',
  'session_full',
  'purpose_refused',
  'removed',
  'deleted',
  'too_many_tries',
  'wrong_role',
  'no_consent',
  'consent_outdated',
  'camera_muted',
  'store_failed',
  'bad_message',
  'unknown_event',
  'no_image',
  'not_jpeg',
  'broken_image',
  'unsupported_image',
  'image_too_small',
  'image_too_large',
  'frame_too_large',
  'overloaded',
  'analysis_failed',
  'draining',
  'not_found',
  'internal',
] as const;
export type ProblemReason = (typeof PROBLEM_REASONS)[number];

/** A refusal: a reason for programs and a sentence for people. */
export const problemSchema = z.object({
  reason: z.enum(PROBLEM_REASONS),
  message: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;
