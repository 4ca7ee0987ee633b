'use client';

import {
  Camera,
  Circle,
  FlipHorizontal2,
  Images,
  LogOut,
  OctagonX,
  Square,
  VideoOff,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { CameraPicker } from '../live/CameraPicker.tsx';
import { StreamReadout } from '../live/StreamReadout.tsx';
import { SOURCE_PROBLEMS } from '../live/sourceProblems.ts';
import { useCameras } from '../live/useCameras.ts';
import { AskFirst } from './AskFirst.tsx';
import { BaselineControl } from './BaselineControl.tsx';
import { ConsentDialog } from './ConsentDialog.tsx';
import { useRoom, useRoomController } from './RoomContext.tsx';
import { ROOM_PLACES } from './roomPlaces.ts';
import { useOwnMember } from './useOwnMember.ts';

interface RoomControlsProps {
  readonly mirrored: boolean;
  readonly onMirror: () => void;
}

type Dialog = 'consent' | 'withdraw' | 'leave' | 'end';

/** Below the videos: one's own camera, and for the host recording and the end. */
export function RoomControls({ mirrored, onMirror }: RoomControlsProps) {
  const controller = useRoomController();
  const own = useOwnMember();
  const recording = useRoom((state) => state.roster?.recording.state ?? 'off');
  const live = useRoom((state) => state.connection.state === 'live');
  const running = useRoom((state) => state.video.state === 'running');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  if (!own) return null;
  const isHost = own.role === 'host';
  const records = recording !== 'off';
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are no fields of a form
    <div
      id={ROOM_PLACES.controls}
      role="group"
      aria-label="Your camera and the session"
      tabIndex={-1}
      className="grid gap-3 rounded-2xl outline-offset-8"
    >
      <div className="flex flex-wrap items-center justify-center gap-2.5">
        {own.role !== 'viewer' && own.consented && (
          <CameraButtons mirrored={mirrored} onMirror={onMirror} />
        )}
        {own.role !== 'viewer' && !own.consented && (
          <Button kind={isHost ? 'secondary' : 'primary'} onClick={() => setDialog('consent')}>
            <Camera size={18} aria-hidden /> {isHost ? 'Show my camera too' : 'Agree and take part'}
          </Button>
        )}
        {isHost && (
          <Button
            aria-pressed={records}
            aria-disabled={!live}
            onClick={() => live && void controller.command({ command: 'record', on: !records })}
          >
            {records ? (
              <Square size={15} fill="currentColor" className="text-danger" aria-hidden />
            ) : (
              <Circle size={15} fill="currentColor" className="text-danger" aria-hidden />
            )}
            {records ? 'Stop recording' : 'Record'}
          </Button>
        )}
        {isHost ? (
          <Button kind="danger" onClick={() => setDialog('end')}>
            <OctagonX size={18} aria-hidden /> End session
          </Button>
        ) : (
          <Button kind="danger" onClick={() => setDialog('leave')}>
            <LogOut size={18} aria-hidden /> Leave
          </Button>
        )}
      </div>
      {own.role !== 'viewer' && own.consented && (
        <div className="flex flex-wrap items-center justify-center gap-x-5 gap-y-2 text-sm text-muted">
          {!own.muted && <BaselineControl baseline={own.baseline} />}
          <button
            type="button"
            onClick={() => setDialog('withdraw')}
            className="min-h-8 rounded underline underline-offset-4 hover:text-text"
          >
            Withdraw agreement
          </button>
        </div>
      )}
      {running && <OwnReadout />}
      {dialog === 'consent' && <ConsentDialog onClose={close} />}
      {dialog === 'withdraw' && (
        <AskFirst
          title="Withdraw your agreement?"
          action="Withdraw and delete"
          cancel="Keep it"
          onConfirm={() => controller.withdraw()}
          onClose={close}
          focusWhenDone={ROOM_PLACES.controls}
        >
          <p>
            Your camera stops, the analysis ends at once, and all rows recorded of you in this
            session are deleted. That cannot be undone.
          </p>
          <p>You stay in the session and can agree again later.</p>
        </AskFirst>
      )}
      {dialog === 'leave' && (
        <AskFirst
          title="Leave the session?"
          action="Leave"
          cancel="Stay"
          onConfirm={() => controller.leave()}
          onClose={close}
        >
          <p>
            Your seat is given up.{' '}
            {own.role === 'participant' &&
              'What was recorded of you stays; withdraw your agreement first to have it deleted.'}
          </p>
        </AskFirst>
      )}
      {dialog === 'end' && (
        <AskFirst
          title="End the session for everybody?"
          action="End session"
          cancel="Go on"
          onConfirm={() => controller.command({ command: 'end' })}
          onClose={close}
        >
          <p>
            All cameras stop and nobody can come back. What was recorded stays, for you to look at.
          </p>
        </AskFirst>
      )}
    </div>
  );
}

function OwnReadout() {
  const connection = useRoom((state) => state.connection);
  const stats = useRoom((state) => state.stats);
  return <StreamReadout connection={connection} stats={stats} />;
}

function CameraButtons({ mirrored, onMirror }: RoomControlsProps) {
  const controller = useRoomController();
  const video = useRoom((state) => state.video);
  const muted = useOwnMember()?.muted ?? false;
  const cameras = useCameras(true);
  const [cameraId, setCameraId] = useState<string | null>(null);
  if (muted) {
    return (
      <p className="flex min-h-11 items-center gap-2 text-muted">
        <VideoOff size={18} aria-hidden /> The host has switched your camera off.
      </p>
    );
  }
  const kind = video.state === 'running' ? video.source.kind : null;
  const opening = video.state === 'opening';
  const problem = video.state === 'off' && video.problem ? SOURCE_PROBLEMS[video.problem] : null;
  const choose = (deviceId: string | null) => {
    setCameraId(deviceId);
    if (kind === 'camera') controller.startCamera(deviceId);
  };
  return (
    <>
      {problem && (
        <p role="alert" className="w-full rounded-2xl bg-danger-soft p-3 text-center text-sm">
          <strong className="font-semibold">{problem.title}.</strong> {problem.help}
        </p>
      )}
      {kind ? (
        <Button onClick={() => controller.stopVideo()}>
          <VideoOff size={18} aria-hidden /> {kind === 'camera' ? 'Stop camera' : 'Stop photos'}
        </Button>
      ) : (
        // Not disabled, as the keyboard would lose its place.
        <Button
          kind="primary"
          aria-disabled={opening}
          onClick={() => opening || controller.startCamera(cameraId)}
        >
          <Camera size={18} aria-hidden /> Start camera
        </Button>
      )}
      {kind === 'sample' ? (
        <Button onClick={() => controller.startCamera(cameraId)}>
          <Camera size={18} aria-hidden /> Use camera
        </Button>
      ) : (
        <Button onClick={() => controller.startSamples()}>
          <Images size={18} aria-hidden /> Sample photos
        </Button>
      )}
      {kind && (
        <Button aria-pressed={mirrored} onClick={onMirror}>
          <FlipHorizontal2 size={18} aria-hidden /> Mirror
        </Button>
      )}
      {cameras.length > 1 && (
        <CameraPicker cameras={cameras} cameraId={cameraId} onCameraId={choose} />
      )}
    </>
  );
}
