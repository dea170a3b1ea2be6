"use client";

import { lazy } from "react";

/** The screens of a till that is not set up yet, which no other till needs. */
export const EnrolScreen = lazy(() =>
  import("./enrol-screen").then(({ EnrolScreen: part }) => ({ default: part })),
);
export const LoadingScreen = lazy(() =>
  import("./loading-screen").then(({ LoadingScreen: part }) => ({ default: part })),
);
