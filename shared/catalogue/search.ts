import { endpoint } from '../schema/endpoint'
import { array, media, number, object, oneOf, optional, string } from '../schema/fields'

/** 微信搜一搜: what the search of WeChat knows of the mini program. */
export const search = {
  /**
   * no title found
   *
   * Finds pages of the mini program by a picture.
   * @deprecated gone from WeChat's documentation, which names no successor
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/search/search.imageSearch.html
   */
  imageSearch: endpoint({
    http: 'POST /wxa/imagesearch',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    deprecated: "gone from WeChat's documentation, which names no successor",
    params: { img: media() },
    result: {
      items: array(object({ title: string(), imgUrl: string(), price: string(), path: string() })),
    },
  }),
  /**
   * no title found
   *
   * Finds pages of the mini program by words.
   * @deprecated gone from WeChat's documentation, which names no successor
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/search/search.siteSearch.html
   */
  siteSearch: endpoint({
    http: 'POST /wxa/sitesearch',
    effect: 'read',
    deprecated: "gone from WeChat's documentation, which names no successor",
    params: { keyword: string(), nextPageInfo: string() },
    result: {
      items: array(object({ title: string(), description: string(), image: string(), path: string() })),
      hasNextPage: number(),
      nextPageInfo: string(),
      hitCount: number(),
    },
  }),
  /**
   * 搜一搜数据推送
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/search/search.submitPages.html
   */
  submitPages: endpoint({
    http: 'POST /wxa/search/wxaapi_submitpages',
    cloudCallable: true,
    effect: 'write',
    params: {
      pages: array(
        object({
          path: string(),
          query: string(),
          dataList: optional(
            array(
              object({
                '@type': oneOf('wxsearch_cpdata', 'wxsearch_testcpdata'),
                update: oneOf(1, 3),
                contentId: string(),
                pageType: number(),
                h5Url: optional(string()),
                title: string(),
                abstract: optional(array(string())),
                referer: optional(string()),
                coverImgUrl: optional(string()),
                mainbody: string(),
                author: optional(
                  object({
                    authorName: string(),
                    authorTitle: optional(string()),
                    authorPortrait: optional(string()),
                  }),
                ),
                video: optional(
                  array(
                    object({
                      videoTitle: optional(string()),
                      videoLength: number(),
                      videoImg: string(),
                    }),
                  ),
                ),
                timePublish: number(),
                timeModify: number(),
                extraInfo: optional(object({})),
              }),
            ),
          ),
        }),
      ),
    },
    result: {},
    errcodes: {
      40066: 'the URL is not valid',
      40210: 'the path of a page is missing',
      40211: 'the data are not valid',
      40212: 'the query is not valid',
      40219: 'pages is empty',
      47004: 'too many pages at once',
      47006: 'the pages of this day are used up',
      85083: 'the mini program may not be searched',
      85091: 'searching is switched off',
      108001: 'system error',
      108002: 'too many pages at once',
      108003: 'the account has no right to this',
    },
  }),
}
