/** face-api's own settings of its SSD detector. */
export const SSD_DEFAULTS = { minScore: 0.5, maxOverlap: 0.5, maxFaces: 100 } as const;
