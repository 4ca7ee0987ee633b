/**
 * Ids of what takes the focus in a room where the button that had it goes away: the controls under the
 * videos, and the heading over the list of people.
 */
export const ROOM_PLACES = { controls: 'room-controls', people: 'people' } as const;
