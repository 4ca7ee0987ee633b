import { sql } from 'kysely';

/** Values for `in`, as one parameter however many they are: SQLite takes 32,766 in a statement. */
export function listed<Value extends string | number>(values: readonly Value[]) {
  return sql<Value>`(select value from json_each(${JSON.stringify(values)}))`;
}
