export { EMOTION_COUNT, EMOTIONS, type Emotion } from './emotions.ts';
export type { ClientToServerEvents, ControlAck, ServerToClientEvents } from './events.ts';
export { EXPORT_FORMATS, type ExportFormat } from './exportFormats.ts';
export {
  type Box,
  boxSchema,
  FACE_QUALITIES,
  type Face,
  type FaceQuality,
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
export {
  type Marker,
  markerListSchema,
  markerSchema,
  type NewMarker,
  newMarkerSchema,
} from './marker.ts';
export {
  type Certainty,
  certaintySchema,
  modelMetricsSchema,
  modelSummarySchema,
} from './model.ts';
export {
  type ModelCard,
  type ModelFacts,
  modelCardSchema,
  modelFactsSchema,
} from './modelCard.ts';
export { type ModelReport, modelReportSchema } from './modelReport.ts';
export {
  type NamedProbabilities,
  namedProbabilitiesSchema,
  type PredictedFace,
  type Prediction,
  predictedFaceSchema,
  predictionSchema,
} from './prediction.ts';
export { PROBLEM_REASONS, type Problem, type ProblemReason, problemSchema } from './problem.ts';
export { purposeSchema } from './purpose.ts';
export { EXCEPTIONS, PURPOSES, type Purpose, REFUSED_PURPOSES } from './purposes.ts';
export {
  type Baseline,
  type BaselineCommand,
  baselineCommandSchema,
  baselineSchema,
  type HostCommand,
  hostCommandSchema,
  type Member,
  memberSchema,
  type Recording,
  type Roster,
  recordingSchema,
  rosterSchema,
} from './roster.ts';
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
  type Join,
  joinSchema,
  type KeyedSeat,
  keyedSeatSchema,
  type Lobby,
  lobbySchema,
  type NewSession,
  nameSchema,
  newSessionSchema,
  ROLES,
  type Role,
  type Seat,
  seatSchema,
  sessionCodeSchema,
  type Welcome,
  welcomeSchema,
} from './session.ts';
export { SESSION_CODE, SESSION_CODE_ALPHABET, SESSION_CODE_LENGTH } from './sessionCode.ts';
export { LATEST_MS, queryTimeSchema } from './time.ts';
export {
  type AuditEntry,
  auditEntrySchema,
  auditLogSchema,
  type Deletion,
  deletionSchema,
  type ParticipantSummary,
  type ParticipantTimeline,
  participantSummarySchema,
  participantTimelineSchema,
  REPLAY_ROWS,
  type RecordedParticipant,
  type Replay,
  recordedParticipantSchema,
  replaySchema,
  type SessionDetails,
  type SessionOverview,
  type Summary,
  sessionDetailsSchema,
  sessionListQuerySchema,
  sessionListSchema,
  sessionOverviewSchema,
  summarySchema,
  type Timeline,
  type TrackTimeline,
  timelineQuerySchema,
  timelineSchema,
  trackTimelineSchema,
  VALUE_KINDS,
  type ValueKind,
} from './timeline.ts';
