import * as z from "zod";

/** `POST /api/v1/sync/enrol-by-code`, by a device that holds nothing but a code from the office. */
export const enrolByCodeRequestSchema = z.strictObject({
  code: z.string().min(1).max(40),
  deviceName: z.string().trim().max(80).optional(),
  publicKey: z.string().max(1024).nullable().optional(),
  replaceActive: z.boolean().optional(),
  wipedTerminalId: z.uuid().optional(),
});
export type EnrolByCodeRequest = z.infer<typeof enrolByCodeRequestSchema>;
