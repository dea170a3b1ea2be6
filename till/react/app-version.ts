/** Written into every event, so that a figure can be traced to the code that made it. */
export const APP_VERSION = "0.4.0";
