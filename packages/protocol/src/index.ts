export { EMOTION_COUNT, EMOTIONS, type Emotion } from './emotions.ts';
export type { ClientToServerEvents, ControlAck, ServerToClientEvents } from './events.ts';
export {
  type Box,
  boxSchema,
  type Face,
  faceSchema,
  type Probabilities,
  probabilitiesSchema,
} from './face.ts';
export {
  type FrameAck,
  type FrameMeta,
  type FrameResult,
  frameAckSchema,
  frameMetaSchema,
  frameResultSchema,
  stageTimingsSchema,
} from './frame.ts';
export { CONSENT_VERSION, LIMITS, PROTOCOL_VERSION } from './limits.ts';
export { modelMetricsSchema, modelSummarySchema } from './model.ts';
export {
  type NamedProbabilities,
  namedProbabilitiesSchema,
  type PredictedFace,
  type Prediction,
  predictedFaceSchema,
  predictionSchema,
} from './prediction.ts';
export { PROBLEM_REASONS, type Problem, type ProblemReason, problemSchema } from './problem.ts';
export {
  type SampleList,
  type ServerInfo,
  sampleListSchema,
  serverInfoSchema,
} from './serverInfo.ts';
export {
  type Consent,
  consentSchema,
  handshakeSchema,
  ROLES,
  type Role,
  SESSION_CODE_ALPHABET,
  SESSION_CODE_LENGTH,
  type Seat,
  seatSchema,
  sessionCodeSchema,
  type Welcome,
  welcomeSchema,
} from './session.ts';
