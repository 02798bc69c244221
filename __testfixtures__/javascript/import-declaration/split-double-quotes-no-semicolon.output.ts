import { other } from "@/lib/ws"
import { WebSocketManager as Manager } from "@/services/ws"

export const x = other
