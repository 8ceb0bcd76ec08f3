/** One condition on objects, in the words of the interface. */
export interface Condition {
  readonly column: string;
  readonly operator: Operator;
  readonly value: string;
}

export const OPERATORS = ["eq", "ne", "lt", "le", "gt", "ge"] as const;
export type Operator = (typeof OPERATORS)[number];

const CONDITION = /^([^:]{1,200}):(eq|ne|lt|le|gt|ge):(.{0,500})$/u;

/** "column:operator:value"; `undefined` for anything else. */
export function parseCondition(text: string): Condition | undefined {
  const [, column, operator, value] = CONDITION.exec(text) ?? [];
  return column === undefined || operator === undefined || value === undefined
    ? undefined
    : { column, operator: operator as Operator, value };
}

export const conditionText = ({ column, operator, value }: Condition): string => `${column}:${operator}:${value}`;

/** As much of an object as conditions look at. */
export interface Looked {
  readonly name: string;
  readonly label: number;
  readonly area: number;
  readonly image: string;
  readonly class: string;
  readonly classId: string;
  readonly status: string;
  readonly score?: number | undefined;
  readonly author: string;
  readonly measures: Readonly<Record<string, number | null>>;
}

/** Whether an object meets all conditions; several `eq` of one column mean any of their values. What is not known meets none. */
export function meets(object: Looked, conditions: readonly Condition[]): boolean {
  const groups = Map.groupBy(conditions, ({ column, operator }, index) => (operator === "eq" ? column : index));
  return [...groups.values()].every((group) => group.some((condition) => meetsOne(object, condition)));
}

function meetsOne(object: Looked, { column, operator, value }: Condition): boolean {
  if (column === "class" || column === "image") {
    const other = column === "class" ? object.classId : object.name.replace(/#\d+i?$/, "");
    const same = value === object[column] || (value !== "" && value === other);
    return operator === "ne" ? !same : same;
  }
  const own = cellOf(object, column);
  if (typeof own === "string") return compare(operator, own < value ? -1 : own > value ? 1 : 0);
  return own !== undefined && own !== null && compare(operator, own - Number(value));
}

/** What an object has in a column; numbers that are not there are `undefined`. */
export function cellOf(object: Looked, column: string): string | number | null | undefined {
  switch (column) {
    case "name":
    case "label":
    case "area":
    case "image":
    case "class":
    case "status":
    case "score":
    case "author":
      return object[column];
    default:
      return object.measures[column];
  }
}

function compare(operator: Operator, order: number): boolean {
  switch (operator) {
    case "eq":
      return order === 0;
    case "ne":
      return order !== 0;
    case "lt":
      return order < 0;
    case "le":
      return order <= 0;
    case "gt":
      return order > 0;
    case "ge":
      return order >= 0;
  }
}
