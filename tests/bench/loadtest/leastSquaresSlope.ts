/** How fast something grows, and how sure that is. */
export interface Slope {
  /** Change of the value for each unit of time. */
  readonly perUnit: number;
  /** 95 % confidence interval of it. */
  readonly low: number;
  readonly high: number;
  /** Whether zero lies outside of the interval. */
  readonly isDistinguishable: boolean;
}

/** Half of the normal distribution's 95 % interval, in standard deviations. */
const Z = 1.959964;
/** With fewer degrees of freedom nothing is said of a slope. */
const LEAST_FREEDOM = 3;

/**
 * Least-squares slope of samples at even distances, with its 95 % confidence interval. A process's memory now
 * is close to what it was a moment ago, so that samples are worth less than their number: the
 * interval counts as many as are independent by the correlation of neighbouring residuals (B. Santer and
 * others, J. Geophys. Res. 105, 2000).
 *
 * @throws Error where there are too few samples for an interval
 */
export function leastSquaresSlope(times: readonly number[], values: readonly number[]): Slope {
  const count = times.length;
  const meanTime = mean(times);
  const meanValue = mean(values);
  const spread = sum(times.map((time) => (time - meanTime) ** 2));
  const perUnit =
    sum(times.map((time, at) => (time - meanTime) * ((values[at] ?? Number.NaN) - meanValue))) /
    spread;
  const residuals = times.map(
    (time, at) => (values[at] ?? Number.NaN) - meanValue - perUnit * (time - meanTime),
  );
  const squares = sum(residuals.map((residual) => residual ** 2));
  const neighbours = sum(residuals.slice(1).map((residual, at) => residual * (residuals[at] ?? 0)));
  const correlation = squares === 0 ? 0 : Math.max(0, neighbours / squares);
  const freedom = (count * (1 - correlation)) / (1 + correlation) - 2;
  if (!(freedom >= LEAST_FREEDOM)) {
    throw new Error(`${count} samples are too few to tell a slope from chance.`);
  }
  const reach = studentT(freedom) * Math.sqrt(squares / freedom / spread);
  const low = perUnit - reach;
  const high = perUnit + reach;
  return { perUnit, low, high, isDistinguishable: low > 0 || high < 0 };
}

/** The 97.5 % quantile of Student's t. Cornish and Fisher's expansion: within 1 % from 3 degrees of freedom on. */
export function studentT(freedom: number): number {
  return (
    Z +
    (Z ** 3 + Z) / (4 * freedom) +
    (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / (384 * freedom ** 3)
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
