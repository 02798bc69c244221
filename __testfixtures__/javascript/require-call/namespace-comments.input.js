const socket = /* loads */ require(/* the */ '@/legacy/socket'); // both
const { OldManager: First, KEPT } = /* loads */ require(/* the */ '@/legacy/socket');

new socket.OldManager();
socket.OTHER();
