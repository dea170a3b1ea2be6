"use client";

import { ChevronDown, ChevronUp, Star } from "lucide-react";
import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import { useCategories } from "../../till/react/use-catalog";
import { useLanguage, useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { CategoryIcon } from "./category-icon";
import { categoryName } from "./category-name";
import { releaseAfterPointer } from "./till-button";

export type CategoryChoiceProps = {
  /** Null for the best sellers of all; undefined while a search spans them all. */
  categoryId: string | null | undefined;
  onChoose: (categoryId: string | null) => void;
};

const ITEM =
  "icon-22 flex min-h-16 w-full shrink-0 select-none flex-col items-center justify-center gap-1.5 rounded-till px-0.5 text-center text-till-small transition-colors focus-inset";
const QUIET =
  "font-medium text-text-muted hover:bg-surface-hover hover:text-text active:bg-surface-sunken";

const FADE = "[mask-image:linear-gradient(to_bottom,black_calc(100%-1.5rem),transparent)]";

type RailItemProps = {
  icon: ReactNode;
  label: string;
  isCurrent: boolean;
  onPress: () => void;
};

function RailItem({ icon, label, isCurrent, onPress }: RailItemProps) {
  return (
    <button
      type="button"
      aria-pressed={isCurrent}
      onClick={(event) => {
        releaseAfterPointer(event);
        onPress();
      }}
      className={classNames(ITEM, isCurrent ? "tone-accent font-amount" : QUIET)}
    >
      {icon}
      <span className="wrap-break-word max-w-full text-balance leading-4.5">{label}</span>
    </button>
  );
}

/** Whether more categories lie below than the rail can show, and whether its end is in sight. */
function useOverflow() {
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ overflows: false, isAtEnd: false });
  useEffect(() => {
    const element = list.current;
    if (!element) {
      return;
    }
    const look = () => {
      const hidden = element.scrollHeight - element.clientHeight;
      setPlace({ overflows: hidden > 8, isAtEnd: element.scrollTop >= hidden - 8 });
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  const turn = () => {
    const element = list.current;
    element?.scrollTo({ top: place.isAtEnd ? 0 : element.scrollTop + element.clientHeight });
  };
  return { list, ...place, turn };
}

/** Category keys at the side of the tiles. A key turns the rail when a shop has more than fit. */
export const CategoryRail = memo(function CategoryRail(props: CategoryChoiceProps) {
  const { categoryId, onChoose } = props;
  const categories = useCategories();
  const language = useLanguage();
  const { till } = useMessages();
  const { list, overflows, isAtEnd, turn } = useOverflow();
  return (
    <nav
      aria-label={till.categories}
      className="flex min-h-0 flex-col gap-2 border-border border-e px-2 pt-4 pb-2"
    >
      <div
        ref={list}
        className={classNames(
          "pane flex min-h-0 flex-1 snap-y snap-mandatory flex-col gap-2 *:snap-start [scrollbar-width:none]",
          overflows && !isAtEnd && FADE,
        )}
      >
        <RailItem
          icon={<Star aria-hidden="true" />}
          label={till.bestSellers}
          isCurrent={categoryId === null}
          onPress={() => onChoose(null)}
        />
        {categories.map((category) => (
          <RailItem
            key={category.categoryId}
            icon={<CategoryIcon name={category.icon} />}
            label={categoryName(category, language)}
            isCurrent={categoryId === category.categoryId}
            onPress={() => onChoose(category.categoryId)}
          />
        ))}
      </div>
      {overflows && (
        <button
          type="button"
          onClick={(event) => {
            releaseAfterPointer(event);
            turn();
          }}
          className={classNames(ITEM, QUIET)}
        >
          {isAtEnd ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
          {isAtEnd ? till.firstCategories : till.moreCategories}
        </button>
      )}
    </nav>
  );
});
