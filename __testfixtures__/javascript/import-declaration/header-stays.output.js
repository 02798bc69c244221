#!/usr/bin/env node
/**
 * @jest-environment jsdom
 */
// @ts-check
import { WebSocketManager as Manager } from '@/services/ws';
