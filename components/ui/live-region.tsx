export type LiveRegionProps = {
  /** Announced whenever it changes. Keep the element mounted while it is empty. */
  message: string;
  isUrgent?: boolean;
};

export function LiveRegion({ message, isUrgent }: LiveRegionProps) {
  return (
    <div
      role={isUrgent ? "alert" : "status"}
      aria-live={isUrgent ? "assertive" : "polite"}
      aria-atomic="true"
      className="sr-only"
    >
      {message}
    </div>
  );
}
