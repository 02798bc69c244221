import * as ws from "@/services/ws"

export const View = () => <ws.WebSocketManager a={ws.MODE}>{1}</ws.WebSocketManager>
