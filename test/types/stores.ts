import type cloud from 'wx-server-sdk'
import { cloudbaseStore } from '../../shared/stores'

declare const sdk: typeof cloud

// The handle of the package itself.
cloudbaseStore(sdk.database())
cloudbaseStore(sdk.database(), { collection: 'wx_openapi_tokens' })

// @ts-expect-error the package is no handle; its database() is
cloudbaseStore(sdk)
// @ts-expect-error a name is no handle
cloudbaseStore('wx_openapi_tokens')
