import * as z from "zod";

const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable();

/** What a device's browser says of the log's room; null where it says nothing. */
export const storageReportSchema = z.strictObject({
  isPersisted: z.boolean().nullable(),
  usedBytes: bytes,
  quotaBytes: bytes,
});
export type StorageReport = z.infer<typeof storageReportSchema>;
