'use client';

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RoomState } from '../stores/roomStore.ts';
import type { RoomController } from './RoomController.ts';

/** The room that the components inside it are part of. */
export const RoomContext = createContext<RoomController | null>(null);

/** What the buttons do. */
export function useRoomController(): RoomController {
  const controller = useContext(RoomContext);
  if (!controller) throw new Error('This component belongs into a room.');
  return controller;
}

/** Something of the room's state. */
export function useRoom<T>(select: (state: RoomState) => T): T {
  return useStore(useRoomController().store, select);
}
