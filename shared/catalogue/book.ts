import { endpoint } from '../schema/endpoint'
import { array, boolean, json, number, object, optional, string } from '../schema/fields'
import { novelErrcodes } from './shapes/novel'

/** A chapter to be uploaded. */
const newChapter = {
  chapterTitle: string(),
  content: string(),
  originalId: optional(string()),
  seq: optional(number()),
  customInfo: optional(string()),
}

const volume = { volumeTitle: string(), startIndex: number(), endIndex: number() }

/** What became of the review. */
const auditInfo = {
  auditStatus: number(),
  createTime: number(),
  auditTime: number(),
  reason: string(),
  suggestion: string(),
}

/** What every answer says about a novel. */
const bookInfo = {
  bookId: string(),
  title: string(),
  intro: string(),
  coverUrl: string(),
  author: string(),
  firstCategoryId: number(),
  secondCategoryId: number(),
  thirdCategoryId: number(),
  completeStatus: number(),
  uploadScene: number(),
  chapterCnt: number(),
  volumeCnt: number(),
  totalWordCnt: number(),
  auditInfo: object(auditInfo),
  createTime: number(),
  originalId: string(),
  chapterOrderMethod: number(),
  customInfo: string(),
  banStatus: number(),
}

/** What every answer says about a chapter. */
const chapterInfo = {
  chapterId: string(),
  chapterTitle: string(),
  wordCnt: number(),
  createTime: number(),
  auditInfo: object(auditInfo),
  volumeIndex: number(),
  originalId: string(),
  seq: number(),
  customInfo: string(),
  banStatus: number(),
}

/** 小说作品管理: novels, their chapters, and who may show them. */
export const book = {
  /**
   * 小说授权
   *
   * Lets other accounts show the novels, at most 20 at a time.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E6%96%B0%E5%A2%9E%E8%B4%A6%E5%8F%B7-%E5%B0%8F%E8%AF%B4%E6%8E%88%E6%9D%83
   */
  addBookAuth: endpoint({
    http: 'POST /wxa/book/addbookauth',
    effect: 'write',
    params: {
      books: array(object({ bookId: string(), granteeAppid: string(), expireTime: number() })),
    },
    result: { results: array(object({ errcode: number() })) },
    errcodes: novelErrcodes,
  }),
  /**
   * 账号授权
   *
   * Lets other accounts show all novels.
   * @see no public page found
   */
  addbookauthbyappid: endpoint({
    http: 'POST /wxa/book/addbookauthbyappid',
    effect: 'write',
    params: { infos: array(object({ granteeAppid: string(), expireTime: number() })) },
    result: { results: array(object({ errcode: number(), errmsg: optional(string()) })) },
  }),
  /**
   * 作品提审
   *
   * Sends the novel to review.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E4%BD%9C%E5%93%81%E6%8F%90%E5%AE%A1
   */
  auditBook: endpoint({
    http: 'POST /wxa/book/auditbook',
    effect: 'write',
    params: { bookId: string() },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 批量上传章节
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E6%89%B9%E9%87%8F%E4%B8%8A%E4%BC%A0%E7%AB%A0%E8%8A%82
   */
  batchCreateChapter: endpoint({
    http: 'POST /wxa/book/batchcreatechapter',
    effect: 'write',
    params: { bookId: string(), chapterList: array(object(newChapter)) },
    result: {
      chapterId: array(json()),
      /** Chapters whose `originalId` exists already. */
      conflictOriginalIdList: array(string()),
      chapterIdList: array(string()),
    },
    errcodes: novelErrcodes,
  }),
  /**
   * 创建作品
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E5%88%9B%E5%BB%BA%E4%BD%9C%E5%93%81
   */
  createBook: endpoint({
    http: 'POST /wxa/book/createbook',
    effect: 'write',
    params: {
      title: string(),
      intro: string(),
      coverMediaId: string(),
      author: string(),
      firstCategoryId: number(),
      secondCategoryId: number(),
      thirdCategoryId: number(),
      completeStatus: number(),
      originalId: optional(string()),
      chapterOrderMethod: optional(number()),
      customInfo: optional(string()),
      keywordList: optional(array(string())),
      awesomeParagraph: optional(string()),
    },
    result: { bookId: string() },
    errcodes: novelErrcodes,
  }),
  /**
   * 上传章节
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E4%B8%8A%E4%BC%A0%E7%AB%A0%E8%8A%82
   */
  createChapter: endpoint({
    http: 'POST /wxa/book/createchapter',
    effect: 'write',
    params: { bookId: string(), chapter: object(newChapter) },
    result: { chapterId: string() },
    errcodes: novelErrcodes,
  }),
  /**
   * 删除指定的授权关系
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E5%88%A0%E9%99%A4%E6%8C%87%E5%AE%9A%E7%9A%84%E6%8E%88%E6%9D%83%E5%85%B3%E7%B3%BB
   */
  delBookAuth: endpoint({
    http: 'POST /wxa/book/delbookauth',
    effect: 'write',
    params: { bookId: string(), granteeAppid: string() },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 删除指定的账号授权关系
   * @see no public page found
   */
  delbookauthbyappid: endpoint({
    http: 'POST /wxa/book/delbookauthbyappid',
    effect: 'write',
    params: { granteeAppid: string() },
    result: {},
  }),
  /**
   * 删除作品
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E5%88%A0%E9%99%A4%E4%BD%9C%E5%93%81
   */
  deleteBook: endpoint({
    http: 'POST /wxa/book/deletebook',
    effect: 'write',
    params: { bookId: string() },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 删除章节
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E5%88%A0%E9%99%A4%E7%AB%A0%E8%8A%82
   */
  deleteChapter: endpoint({
    http: 'POST /wxa/book/deletechapter',
    effect: 'write',
    params: { bookId: string(), chapterId: string() },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 获取作品信息
   *
   * Wants `bookId` or `originalId`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%8E%B7%E5%8F%96%E4%BD%9C%E5%93%81%E4%BF%A1%E6%81%AF
   */
  getBook: endpoint({
    http: 'POST /wxa/book/getbook',
    effect: 'read',
    params: {
      bookId: optional(string()),
      needEditedData: optional(boolean()),
      originalId: optional(string()),
    },
    result: {
      book: object({
        ...bookInfo,
        firstCategoryName: string(),
        secondCategoryName: string(),
        thirdCategoryName: string(),
        volumeList: array(object(volume)),
      }),
    },
    errcodes: novelErrcodes,
  }),
  /**
   * 获取章节信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%8E%B7%E5%8F%96%E7%AB%A0%E8%8A%82%E4%BF%A1%E6%81%AF
   */
  getChapter: endpoint({
    http: 'POST /wxa/book/getchapter',
    effect: 'read',
    params: {
      bookId: optional(string()),
      chapterId: optional(string()),
      needEditedData: optional(boolean()),
    },
    result: { chapter: object({ ...chapterInfo, bookId: string(), content: string() }) },
    errcodes: novelErrcodes,
  }),
  /**
   * 获取作品列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%8E%B7%E5%8F%96%E4%BD%9C%E5%93%81%E5%88%97%E8%A1%A8
   */
  listBook: endpoint({
    http: 'POST /wxa/book/listbook',
    effect: 'read',
    params: {
      limit: optional(number()),
      offset: optional(number()),
      lastId: optional(number()),
      needEditedData: optional(boolean()),
    },
    result: { bookList: array(object(bookInfo)), totalCnt: number(), lastId: number() },
    errcodes: novelErrcodes,
  }),
  /**
   * 获取章节列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%8E%B7%E5%8F%96%E7%AB%A0%E8%8A%82%E5%88%97%E8%A1%A8
   */
  listChapter: endpoint({
    http: 'POST /wxa/book/listchapter',
    effect: 'read',
    params: {
      bookId: string(),
      needEditedData: optional(boolean()),
      limit: optional(number()),
      offset: optional(number()),
      volumeIndex: optional(number()),
    },
    result: { chapterList: array(object(chapterInfo)), totalCnt: number() },
    errcodes: novelErrcodes,
  }),
  /**
   * 查看被授权关系列表
   *
   * Lists what is lent and what is borrowed, novel by novel.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E6%9F%A5%E7%9C%8B%E4%B8%BB%E6%8E%88%E6%9D%83%E5%85%B3%E7%B3%BB%E5%88%97%E8%A1%A8
   */
  queryBookAuth: endpoint({
    http: 'POST /wxa/book/querybookauth',
    effect: 'read',
    params: {
      type: optional(number()),
      offset: number(),
      count: number(),
      isSum: optional(boolean()),
      bookId: optional(string()),
    },
    result: {
      results: array(
        object({
          bookId: string(),
          grantorAppid: string(),
          granteeAppid: string(),
          expireTime: number(),
          sum: number(),
        }),
      ),
      sum: number(),
    },
    errcodes: novelErrcodes,
  }),
  /**
   * 查看账号主授权关系列表
   *
   * Lists what is lent and what is borrowed, by account and by novel.
   * @see no public page found
   */
  querybookauthv2: endpoint({
    http: 'POST /wxa/book/querybookauthv2',
    effect: 'read',
    params: {
      type: optional(number()),
      count: optional(number()),
      cursor: optional(string()),
      grantorAppid: optional(string()),
      bookIds: optional(array(string())),
    },
    result: {
      appidResults: array(
        object({
          grantorAppid: string(),
          granteeAppid: string(),
          expireTime: number(),
          bookId: string(),
        }),
      ),
      nextCursor: string(),
      bookResults: array(
        object({
          bookId: string(),
          grantorAppid: string(),
          granteeAppid: string(),
          expireTime: number(),
        }),
      ),
    },
  }),
  /**
   * 调整章节顺序
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%B0%83%E6%95%B4%E7%AB%A0%E8%8A%82%E9%A1%BA%E5%BA%8F
   */
  reorderChapter: endpoint({
    http: 'POST /wxa/book/reorderchapter',
    effect: 'write',
    params: {
      bookId: string(),
      chapterId: string(),
      targetChapterId: string(),
      operation: number(),
    },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 替换章节
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E6%9B%BF%E6%8D%A2%E7%AB%A0%E8%8A%82
   */
  replaceChapter: endpoint({
    http: 'POST /wxa/book/replacechapter',
    effect: 'write',
    params: {
      bookId: string(),
      chapterId: string(),
      newChapterTitle: string(),
      newContent: string(),
    },
    result: { newChapterId: string() },
    errcodes: novelErrcodes,
  }),
  /**
   * 编辑作品
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E7%BC%96%E8%BE%91%E4%BD%9C%E5%93%81
   */
  updateBook: endpoint({
    http: 'POST /wxa/book/updatebook',
    effect: 'write',
    params: {
      bookId: string(),
      title: optional(string()),
      intro: optional(string()),
      coverMediaId: optional(string()),
      author: optional(string()),
      firstCategoryId: optional(number()),
      secondCategoryId: optional(number()),
      thirdCategoryId: optional(number()),
      completeStatus: optional(number()),
      chapterIdList: optional(array(string())),
      needVolume: optional(boolean()),
      volumeList: optional(array(object(volume))),
      chapterOrderMethod: optional(number()),
      customInfo: optional(string()),
      updateKeyword: optional(boolean()),
      keywordList: optional(array(string())),
      awesomeParagraph: optional(string()),
      originalId: optional(string()),
    },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 调整章节相对顺序
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%B0%83%E6%95%B4%E7%AB%A0%E8%8A%82%E7%9B%B8%E5%AF%B9%E9%A1%BA%E5%BA%8F
   */
  updateChapterSeq: endpoint({
    http: 'POST /wxa/book/updatechapterseq',
    effect: 'write',
    params: {
      bookId: string(),
      chapterSeqList: array(object({ chapterId: string(), seq: number() })),
    },
    result: {},
    errcodes: novelErrcodes,
  }),
}
