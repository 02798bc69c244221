#!/usr/bin/env node
/**
 * @jest-environment jsdom
 */
// @ts-check
import { Manager } from '@/lib/ws';
