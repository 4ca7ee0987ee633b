'use client';

import type { ServerInfo } from '@emostream/protocol';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { formatNumber } from '../components/formatNumber.ts';
import { callApi } from '../transport/callApi.ts';
import { SERVER_URL } from '../transport/serverUrl.ts';
import { validationMetrics } from './validationMetrics.ts';

const MILLION = 1_000_000;

/** What is running behind this page, in figures that the model's manifest holds. */
export function ModelFacts() {
  const [info, setInfo] = useState<ServerInfo | null>(null);
  useEffect(() => {
    callApi('/api/info', 'serverInfoSchema').then(setInfo, () => {});
  }, []);

  return (
    <section className="flex flex-col rounded-3xl border border-line bg-surface p-6 sm:p-8">
      <h2 className="text-xl font-bold tracking-tight">The model behind it</h2>
      <dl className="mt-5 grid min-h-44 gap-x-8 gap-y-5 sm:grid-cols-2">
        {info &&
          factsOf(info).map(([title, text]) => (
            <div key={title}>
              <dt className="text-sm text-muted">{title}</dt>
              <dd className="mt-0.5 text-lg font-semibold tabular-nums">{text}</dd>
            </div>
          ))}
      </dl>
      <p className="mt-5 text-[0.95rem] leading-relaxed text-muted">
        People disagree about such labels too, and so does the model with them.{' '}
        <Link href="/model/" className="font-medium text-accent underline underline-offset-4">
          How often it is right, and where it fails
        </Link>
        .{' '}
        <a
          href={`${SERVER_URL}/api/docs/`}
          className="font-medium text-accent underline underline-offset-4"
        >
          Use it from your own programs
        </a>
        .
      </p>
    </section>
  );
}

function factsOf({ model, engine }: ServerInfo): [title: string, text: string][] {
  const metrics = validationMetrics(model.metrics);
  return [
    ...(metrics
      ? ([
          [
            `Agrees with FER2013’s labels (${formatNumber(metrics.count)} validation pictures)`,
            `${(metrics.accuracy * 100).toFixed(1)} %`,
          ],
        ] satisfies [string, string][])
      : []),
    ['Size', `${formatNumber(model.parameters / MILLION)} M parameters`],
    ['Work for a face', `${formatNumber(model.multiplyAdds / MILLION)} M multiply-adds`],
    ['Engine', engine],
  ];
}
