const socket = /* loads */ require(/* the */ '@/services/ws'); // both
const api = require('@/services/api');
const { KEPT } = /* loads */ require(/* the */ '@/legacy/socket');
const { WebSocketManager: First } = require('@/services/ws');

new socket.WebSocketManager();
api.fetchOne();
