import { z } from "zod";

/** Year 0 is in no calendar, and no place on Earth is further than 14 hours from UTC. */
const YEAR_0 = /^0000-/;
const FAR_OFFSET = /[+-](?!0\d:|1[0-4]:)\d\d:\d\d$/;

/** A calendar date of ISO 8601 that the database has as well. */
export const likelyDate = z.iso.date().refine((text) => !YEAR_0.test(text));

/** An instant of ISO 8601, with `Z` or an offset, that the database has as well. */
export const likelyInstant = z.iso
  .datetime({ offset: true })
  .refine((text) => !YEAR_0.test(text) && !FAR_OFFSET.test(text));
