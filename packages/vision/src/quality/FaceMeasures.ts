/** What is measured of one face of a frame, to tell whether it can be read. */
export interface FaceMeasures {
  /** Shorter side of the face's box in pixels of the analyzed picture. */
  readonly sidePx: number;
  /** Mean luma of the classifier's crop, 0..255. */
  readonly luma: number;
  /** Fine detail of the classifier's crop against its contrast; see `cropSharpness`. */
  readonly sharpness: number;
  /** Degrees by which the head is turned to a side; see `faceYaw`. Null where it was not measured. */
  readonly yaw: number | null;
}
