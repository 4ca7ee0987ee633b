'use client';

import { useEffect, useRef } from 'react';
import { OverlayCanvas } from '../overlay/OverlayCanvas.tsx';
import { fittedBox } from './fittedBox.ts';
import { useRoomController } from './RoomContext.tsx';

interface OtherVideoProps {
  readonly participantId: string;
  readonly name: string;
  readonly aspect: number;
}

/** Somebody else's video: their frames on a canvas, drawn without React, and the boxes over it. */
export function OtherVideo({ participantId, name, aspect }: OtherVideoProps) {
  const video = useRoomController().videoOf(participantId);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    video.drawTo(canvasRef.current);
    return () => video.drawTo(null);
  }, [video]);
  return (
    <div className="relative" style={fittedBox(aspect)}>
      <canvas
        ref={canvasRef}
        role="img"
        aria-label={`Video of ${name}`}
        data-testid="relayed"
        className="absolute inset-0 size-full"
      />
      <OverlayCanvas source={video} mirrored={false} />
    </div>
  );
}
