import type { ServerInfo } from '@emostream/protocol';

type Metrics = ServerInfo['model']['metrics'];

/** The figures of FER2013's validation split, where the model's manifest has them. */
export function validationMetrics(metrics: Metrics): Metrics[string] | undefined {
  return metrics['validation-fer2013'];
}
