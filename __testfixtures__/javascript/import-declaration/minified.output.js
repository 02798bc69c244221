import{other}from"@/lib/ws"; import {WebSocketManager as Manager} from "@/services/ws";new Manager;
