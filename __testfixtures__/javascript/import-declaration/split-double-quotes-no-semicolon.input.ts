import { other, Manager } from "@/lib/ws"

export const x = other
