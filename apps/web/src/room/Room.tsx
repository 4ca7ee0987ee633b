'use client';

import { useEffect, useState } from 'react';
import { forgetSeat, type KnownSeat } from '../join/seats.ts';
import { forgetKey } from '../keys/keyring.ts';
import { canRetry, endingOf } from './endingOf.ts';
import { LiveChart } from './LiveChart.tsx';
import { MarkersPanel } from './MarkersPanel.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { RefusalNotice } from './RefusalNotice.tsx';
import { RoomAnnouncer } from './RoomAnnouncer.tsx';
import { RoomContext, useRoom, useRoomController } from './RoomContext.tsx';
import { RoomController } from './RoomController.ts';
import { RoomControls } from './RoomControls.tsx';
import { RoomEnd } from './RoomEnd.tsx';
import { RoomFaces } from './RoomFaces.tsx';
import { RoomHeader } from './RoomHeader.tsx';
import { RoomStage } from './RoomStage.tsx';

interface RoomProps {
  readonly code: string;
  readonly seat: KnownSeat;
}

/** A seat in a live session: connected while this is on the page. */
export function Room({ code, seat }: RoomProps) {
  const [controller] = useState(() => new RoomController(code, seat.key));
  useEffect(() => {
    controller.open();
    // Going elsewhere stops the camera; the seat is kept for coming back.
    return () => controller.close();
  }, [controller]);
  return (
    <RoomContext value={controller}>
      <LiveRoom code={code} seat={seat} />
    </RoomContext>
  );
}

function LiveRoom({ code, seat }: RoomProps) {
  const controller = useRoomController();
  const connection = useRoom((state) => state.connection);
  const left = useRoom((state) => state.left);
  const wasIn = useRoom((state) => state.roster !== null);
  const kind = useRoom(({ video }) => (video.state === 'running' ? video.source.kind : 'camera'));
  const [mirror, setMirror] = useState({ camera: true, sample: false });
  const ending = endingOf({ connection, left }, wasIn);
  const isGone = ending !== null && !canRetry(ending);
  const opensNothing = ending?.kind === 'deleted';
  useEffect(() => {
    if (isGone) forgetSeat(code);
    if (opensNothing) forgetKey(seat.key);
  }, [isGone, opensNothing, code, seat.key]);
  if (ending) {
    return (
      <RoomEnd
        ending={ending}
        code={code}
        seat={seat}
        recorded={controller.leavesData}
        onRetry={() => controller.open()}
      />
    );
  }
  return (
    // At least as high as the window, so that the footer is not seen to move while the room fills.
    <section className="min-h-dvh pb-4 min-[100rem]:mx-[calc(50%-min(48vw,52rem))]">
      <RoomHeader code={code} />
      <div className="mt-1 grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          <RoomStage code={code} mirrored={mirror[kind]} />
          <RoomControls
            mirrored={mirror[kind]}
            onMirror={() => setMirror({ ...mirror, [kind]: !mirror[kind] })}
          />
          <RefusalNotice />
          <LiveChart />
        </div>
        <div className="grid min-w-0 gap-4">
          <PeoplePanel />
          <MarkersPanel />
          {/* Last, as it grows and shrinks with the faces in the picture. */}
          <RoomFaces />
        </div>
      </div>
      <RoomAnnouncer />
    </section>
  );
}
