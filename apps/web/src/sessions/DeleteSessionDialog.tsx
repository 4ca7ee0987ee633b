import type { SessionOverview } from '@emostream/protocol';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { problemOf } from '../transport/callApi.ts';
import { deleteSession } from './deleteSession.ts';
import { counted } from './sessionWords.ts';

interface DeleteSessionDialogProps {
  readonly session: SessionOverview;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

/** Says what goes with a session, and deletes it. */
export function DeleteSessionDialog({ session, onDeleted, onClose }: DeleteSessionDialogProps) {
  const { sessionCode, title, frameCount, markerCount, participantCount, endedAtMs } = session;
  return (
    <ConfirmDialog
      title={`Delete “${title}”?`}
      action="Delete the session"
      describeError={(error) => problemOf(error).message}
      onConfirm={async () => {
        await deleteSession(sessionCode);
        onDeleted();
      }}
      onClose={onClose}
    >
      <p>
        {counted(frameCount, 'row')} of {counted(participantCount, 'person', 'people')} and{' '}
        {counted(markerCount, 'marker')} are deleted from the server for everybody. This cannot be
        undone; only the audit log, which holds no estimates, stays.
      </p>
      {endedAtMs === null && <p>The session is still open. It ends for everybody in it.</p>}
    </ConfirmDialog>
  );
}
