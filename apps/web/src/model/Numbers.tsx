interface NumbersProps {
  /** What they are the numbers of, to tell one table from another where it is not seen. */
  readonly of: string;
  readonly columns: readonly string[];
  /** The first of each row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** A chart's numbers, folded away until somebody asks for them. */
export function Numbers({ of, columns, rows }: NumbersProps) {
  return (
    <details className="mt-3 text-sm">
      <summary className="w-fit cursor-pointer rounded py-1 font-medium text-muted underline underline-offset-4 hover:text-text">
        Numbers<span className="sr-only"> of {of}</span>
      </summary>
      <table className="mt-2 w-full tabular-nums">
        <thead>
          <tr className="text-left text-muted">
            {columns.map((column, index) => (
              <th key={column} scope="col" className={`py-1 font-normal ${side(index)}`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...values]) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal">
                {name}
              </th>
              {values.map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a table never change
                <td key={index} className="py-1 text-right">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function side(index: number): string {
  return index === 0 ? 'text-left' : 'text-right';
}
