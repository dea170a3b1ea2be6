import type { CategoryView } from "../../till/react/till-state";

export function categoryName(category: CategoryView, language: string): string {
  return category.names[language] ?? category.name;
}
