"use client";

import { lazy } from "react";

/** Every page carries the name of this one along; what it shows comes with the page itself alone. */
export const NotFoundFrame = lazy(() =>
  import("./not-found-screen").then(({ NotFoundScreen: part }) => ({ default: part })),
);
