import factory, {
  connect,
  type Options,
  default as createSocket,
  WebSocketManager as Manager,
} from "@/services/ws"
import { other } from "@/lib/ws"

new Manager(other, factory, connect, createSocket)
