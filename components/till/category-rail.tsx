"use client";

import { Star } from "lucide-react";
import type { ReactNode } from "react";
import { useCategories } from "../../till/react/use-catalog";
import { useLanguage, useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { CategoryIcon } from "./category-icon";
import { categoryName } from "./category-name";
import { releaseAfterPointer } from "./till-button";

export type CategoryChoiceProps = {
  /** Null for the best sellers of all. */
  categoryId: string | null;
  onChoose: (categoryId: string | null) => void;
};

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
      className={classNames(
        "icon-22 flex min-h-16 w-full shrink-0 select-none flex-col items-center justify-center gap-1.5",
        "rounded-till px-0.5 text-center text-till-small transition-colors focus-inset",
        isCurrent
          ? "tone-accent font-amount"
          : "font-medium text-text-muted hover:bg-surface-hover hover:text-text active:bg-surface-sunken",
      )}
    >
      {icon}
      <span className="max-w-full hyphens-auto text-balance leading-4.5 wrap-break-word">
        {label}
      </span>
    </button>
  );
}

/** Category keys at the side of the tiles. The rail scrolls when a shop has more than fit. */
export function CategoryRail({ categoryId, onChoose }: CategoryChoiceProps) {
  const categories = useCategories();
  const language = useLanguage();
  const { till } = useMessages();
  return (
    <nav
      aria-label={till.categories}
      className="pane flex min-h-0 flex-col gap-2 border-border border-e px-2 py-4 [scrollbar-width:none]"
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
    </nav>
  );
}
