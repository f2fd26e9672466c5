import type { Hooks, ResponseEvent } from './client/hooks'

/** The part of a span of `@opentelemetry/api` that is used. */
interface Span {
  setStatus(status: { code: number }): unknown
  end(endTime?: number): void
}

interface Attributes {
  [name: string]: string | number | boolean
}

/** The part of `@opentelemetry/api` that is used; pass the whole module. */
export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string): {
      startSpan(name: string, options: { kind: number; startTime: number; attributes: Attributes }): Span
    }
  }
  readonly metrics: {
    getMeter(name: string): {
      createHistogram(
        name: string,
        options: { unit: string },
      ): { record(value: number, attributes: Attributes): void }
      createCounter(name: string): { add(value: number, attributes: Attributes): void }
    }
  }
}

const library = 'wx-openapi-shim'
/** SpanKind.CLIENT and SpanStatusCode.ERROR of OpenTelemetry. */
const client = 2
const failed = 2

/**
 * Hooks that make a span of every attempt and count attempts, retries, token refreshes and warnings:
 * `createOpenapi({ …, ...openTelemetry(require('@opentelemetry/api')) })`. It loads nothing itself.
 */
export function openTelemetry({ trace, metrics }: OpenTelemetryApi): Required<Omit<Hooks, 'onRequest'>> {
  const tracer = trace.getTracer(library)
  const meter = metrics.getMeter(library)
  const durations = meter.createHistogram('wx_openapi.request.duration', { unit: 'ms' })
  const retries = meter.createCounter('wx_openapi.retries')
  const refreshes = meter.createCounter('wx_openapi.token_refreshes')
  const warnings = meter.createCounter('wx_openapi.warnings')

  return {
    onResponse(event: ResponseEvent) {
      const attributes: Attributes = {
        'wx.method': event.method,
        'wx.errcode': event.errCode,
        'http.request.method': event.verb,
      }
      durations.record(event.durationMs, attributes)
      // In the context of the call, so that the span is a child of the caller's.
      const span = tracer.startSpan(`openapi.${event.method}`, {
        kind: client,
        startTime: Date.now() - event.durationMs,
        attributes: {
          ...attributes,
          'wx.appid': event.appid,
          'url.path': event.path,
          'http.request.resend_count': event.attempt - 1,
          ...(event.rid && { 'wx.rid': event.rid }),
        },
      })
      if (event.errCode !== 0) span.setStatus({ code: failed })
      span.end()
    },
    onRetry: ({ method, errCode }) => retries.add(1, { 'wx.method': method, 'wx.errcode': errCode }),
    onTokenRefresh: ({ from, forced, errCode = 0 }) =>
      refreshes.add(1, { 'wx.from': from, 'wx.forced': forced, 'wx.errcode': errCode }),
    onWarning: ({ kind }) => warnings.add(1, { 'wx.kind': kind }),
  }
}
