import { networkInterfaces } from 'node:os';

/** This machine's IPv4 addresses on its networks, loopback left out. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((entries) =>
    (entries ?? []).flatMap(({ family, internal, address }) =>
      family === 'IPv4' && !internal ? address : [],
    ),
  );
}
