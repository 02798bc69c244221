import * as ws from "@/lib/ws"

export const View = () => <ws.Manager a={ws.MODE}>{1}</ws.Manager>
