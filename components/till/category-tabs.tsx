"use client";

import { useEffect, useRef } from "react";
import { useCategories } from "../../till/react/use-catalog";
import { useLanguage, useMessages } from "../messages/use-messages";
import { classNames } from "../ui/class-names";
import { categoryName } from "./category-name";
import type { CategoryChoiceProps } from "./category-rail";
import { releaseAfterPointer } from "./till-button";

type TabProps = { label: string; isCurrent: boolean; onPress: () => void };

function CategoryTab({ label, isCurrent, onPress }: TabProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) {
      button.current?.scrollIntoView({ block: "nearest", inline: "center" });
    }
  }, [isCurrent]);
  return (
    <button
      ref={button}
      type="button"
      aria-pressed={isCurrent}
      onClick={(event) => {
        releaseAfterPointer(event);
        onPress();
      }}
      className={classNames(
        "min-h-12 shrink-0 select-none whitespace-nowrap rounded-till px-2.5 text-till-key focus-inset",
        isCurrent ? "tone-accent font-amount" : "text-text-muted active:bg-surface-sunken",
      )}
    >
      {label}
    </button>
  );
}

/** The rail of a narrow screen: one row that slides sideways and fades where more follows. */
export function CategoryTabs({ categoryId, onChoose }: CategoryChoiceProps) {
  const categories = useCategories();
  const language = useLanguage();
  const { till } = useMessages();
  return (
    <nav
      aria-label={till.categories}
      className="flex shrink-0 snap-x gap-0 overflow-x-auto overscroll-x-contain px-4 [mask-image:linear-gradient(to_right,black_calc(100%-2.5rem),transparent)] [scrollbar-width:none]"
    >
      <CategoryTab
        label={till.bestSellers}
        isCurrent={categoryId === null}
        onPress={() => onChoose(null)}
      />
      {categories.map((category) => (
        <CategoryTab
          key={category.categoryId}
          label={categoryName(category, language)}
          isCurrent={categoryId === category.categoryId}
          onPress={() => onChoose(category.categoryId)}
        />
      ))}
      <span aria-hidden="true" className="w-6 shrink-0" />
    </nav>
  );
}
