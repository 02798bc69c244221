import factory, {
  connect,
  type Options,
} from "@/services/ws"
import createSocket, { Manager, other } from "@/lib/ws"

new Manager(other, factory, connect, createSocket)
