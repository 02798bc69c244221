import { WebSocketManager, MODE } from "@/services/ws"

export const View = () => <WebSocketManager a={MODE}>{1}</WebSocketManager>
