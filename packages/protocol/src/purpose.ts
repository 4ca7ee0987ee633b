import { z } from 'zod';
import { EXCEPTIONS, PURPOSES } from './purposes.ts';

export const purposeSchema = z.object({
  purpose: z.enum(PURPOSES),
  exception: z.strictObject({ ground: z.enum(EXCEPTIONS), attested: z.literal(true) }).optional(),
});
