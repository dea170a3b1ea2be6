"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { useMessages } from "../messages/use-messages";
import { Checkbox } from "./checkbox";
import { classNames } from "./class-names";
import { Skeleton } from "./skeleton";

export type SortDirection = "ascending" | "descending";

export type TableSort = { columnId: string; direction: SortDirection };

export type TableColumn<Row> = {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** "figure" is right-aligned and tabular. */
  kind?: "text" | "figure";
  isSortable?: boolean;
  /** A class for the column's width ("w-32"). */
  width?: string;
  /** Left out below the given width of the screen. */
  hiddenBelow?: "md" | "lg" | "xl";
};

export type TableSelection = {
  selectedIds: ReadonlySet<string>;
  onChange: (selectedIds: ReadonlySet<string>) => void;
};

export type TableProps<Row> = {
  /** Read aloud for the table. */
  label: string;
  columns: ReadonlyArray<TableColumn<Row>>;
  rows: ReadonlyArray<Row>;
  rowId: (row: Row) => string;
  /** Names a row aloud, for its check box. */
  rowName?: (row: Row) => string;
  /** The first column becomes a link whose target is the whole row. */
  rowHref?: (row: Row) => string;
  sort?: TableSort | null;
  onSort?: (sort: TableSort) => void;
  selection?: TableSelection;
  /** Skeleton rows in place of `rows`. */
  isLoading?: boolean;
  skeletonRows?: number;
  /** In place of the body when there are no rows. */
  empty?: ReactNode;
  /** Sum row; the same order as `columns`. */
  footer?: ReadonlyArray<ReactNode>;
  className?: string;
};

const HIDDEN_BELOW = {
  md: "hidden md:table-cell",
  lg: "hidden lg:table-cell",
  xl: "hidden xl:table-cell",
};

function cellClass<Row>(column: TableColumn<Row>): string {
  return classNames(
    "px-3 first:ps-4 last:pe-4",
    column.kind === "figure" ? "text-end font-figure tabular-nums" : "text-start",
    column.hiddenBelow && HIDDEN_BELOW[column.hiddenBelow],
    column.width,
  );
}

type HeaderCellProps<Row> = {
  column: TableColumn<Row>;
  sort: TableSort | null;
  onSort: ((sort: TableSort) => void) | undefined;
};

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const direction = sort?.columnId === column.id ? sort.direction : undefined;
  const content = (
    <>
      {column.header}
      {direction === "ascending" && <ArrowUp />}
      {direction === "descending" && <ArrowDown />}
    </>
  );
  const isActive = direction !== undefined;
  return (
    <th
      scope="col"
      {...(direction && { "aria-sort": direction })}
      className={classNames(
        cellClass(column),
        "sticky top-0 z-10 h-10 whitespace-nowrap border-border border-b bg-surface-hover font-key text-small",
        isActive ? "text-text" : "text-text-muted",
      )}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          onClick={() =>
            onSort({
              columnId: column.id,
              direction: direction === "ascending" ? "descending" : "ascending",
            })
          }
          className="icon-14 inline-flex min-h-8 items-center gap-1 rounded-chip hover:text-text"
        >
          {content}
        </button>
      ) : (
        content
      )}
    </th>
  );
}

function SelectAllCell<Row>({ rows, rowId, selection }: TableProps<Row>) {
  const { ui } = useMessages();
  if (!selection) {
    return null;
  }
  const ids = rows.map(rowId);
  const selectedHere = ids.filter((id) => selection.selectedIds.has(id)).length;
  return (
    <th
      scope="col"
      className="sticky top-0 z-10 h-10 w-8.5 border-border border-b bg-surface-hover ps-4 text-start"
    >
      <Checkbox
        aria-label={ui.selectAll}
        isSelected={ids.length > 0 && selectedHere === ids.length}
        isIndeterminate={selectedHere > 0 && selectedHere < ids.length}
        onChange={(isSelected) => {
          const next = new Set(selection.selectedIds);
          for (const id of ids) {
            if (isSelected) {
              next.add(id);
            } else {
              next.delete(id);
            }
          }
          selection.onChange(next);
        }}
        className="align-middle"
      />
    </th>
  );
}

function SelectCell<Row>({ row, table }: { row: Row; table: TableProps<Row> }) {
  const { ui } = useMessages();
  const { selection, rowId, rowName } = table;
  if (!selection) {
    return null;
  }
  const id = rowId(row);
  return (
    <td className="relative z-1 w-8.5 ps-4">
      <Checkbox
        aria-label={ui.selectRow(rowName?.(row) ?? id)}
        isSelected={selection.selectedIds.has(id)}
        onChange={(isSelected) => {
          const next = new Set(selection.selectedIds);
          if (isSelected) {
            next.add(id);
          } else {
            next.delete(id);
          }
          selection.onChange(next);
        }}
        className="align-middle before:absolute before:-inset-3.5"
      />
    </td>
  );
}

function BodyRow<Row>({ row, table }: { row: Row; table: TableProps<Row> }) {
  const { columns, rowId, rowHref, selection } = table;
  const isSelected = selection?.selectedIds.has(rowId(row)) ?? false;
  return (
    <tr
      {...(selection && { "aria-selected": isSelected })}
      className={classNames(
        "relative h-12 border-border border-b last:border-b-0",
        isSelected ? "bg-accent-soft" : rowHref && "hover:bg-surface-hover",
      )}
    >
      <SelectCell row={row} table={table} />
      {columns.map((column, index) => (
        <td
          key={column.id}
          className={classNames(
            cellClass(column),
            "py-1",
            index === 0 ? "min-w-56" : "whitespace-nowrap",
          )}
        >
          {index === 0 && rowHref ? (
            <NextLink
              href={rowHref(row)}
              className="block after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-focus focus-visible:after:-outline-offset-3"
            >
              {column.cell(row)}
            </NextLink>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function SkeletonRows<Row>({ table }: { table: TableProps<Row> }) {
  const keys = Array.from({ length: table.skeletonRows ?? 8 }, (_, index) => `row-${index}`);
  return keys.map((key) => (
    <tr key={key} className="h-12 border-border border-b last:border-b-0">
      {table.selection && <td className="w-8.5" />}
      {table.columns.map((column, index) => (
        <td key={column.id} className={cellClass(column)}>
          <Skeleton
            className={classNames(
              "h-3.5",
              index === 0 ? "w-40" : "w-16",
              column.kind === "figure" && "ms-auto",
            )}
          />
        </td>
      ))}
    </tr>
  ));
}

/** Put it in a Card; give the wrapper a height and the head stays while the rows scroll. */
export function Table<Row>(table: TableProps<Row>) {
  const { ui } = useMessages();
  const { label, columns, rows, rowId, sort = null, onSort, isLoading, empty, footer } = table;
  const isEmpty = !isLoading && rows.length === 0;
  return (
    <div className={classNames("pane min-h-0 overflow-x-auto rounded-[inherit]", table.className)}>
      <table
        aria-label={label}
        aria-busy={isLoading ?? false}
        className="w-full border-separate border-spacing-0 text-body [&_tbody_td]:border-border [&_tbody_td]:border-b [&_tbody_tr:last-child_td]:border-b-0"
      >
        <thead>
          <tr>
            <SelectAllCell {...table} />
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {isLoading && <SkeletonRows table={table} />}
          {!isLoading && rows.map((row) => <BodyRow key={rowId(row)} row={row} table={table} />)}
          {isEmpty && (
            <tr>
              <td colSpan={columns.length + (table.selection ? 1 : 0)}>{empty}</td>
            </tr>
          )}
        </tbody>
        {footer && !isEmpty && (
          <tfoot>
            <tr>
              {table.selection && <td className="border-border-strong border-t" />}
              {columns.map((column, index) => (
                <td
                  key={column.id}
                  className={classNames(
                    cellClass(column),
                    "h-12 border-border-strong border-t font-amount",
                  )}
                >
                  {footer[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {isLoading && (
        <span role="status" className="sr-only">
          {ui.loading}
        </span>
      )}
    </div>
  );
}
