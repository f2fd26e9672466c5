import { endpoint } from '../schema/endpoint'
import { array, bigInteger, json, media, number, object, oneOf, optional, string } from '../schema/fields'

const page = { limit: optional(number()), offset: optional(number()) }

const actor = {
  name: string(),
  photoMaterialId: string(),
  role: string(),
  profile: string(),
}

/** Who plays. */
const actorList = { actor: array(object(actor)) }

/** One media file for another. */
const replacement = { old: optional(number()), new: optional(number()) }

/** What became of one drama. */
const outcome = { dramaId: bigInteger(), errcode: number(), errmsg: string() }

/** What became of the review. */
const auditDetail = {
  status: number(),
  auditType: number(),
  createTime: number(),
  auditTime: number(),
}

/** What every answer says about a drama. */
const drama = {
  dramaId: bigInteger(),
  createTime: number(),
  name: string(),
  coverUrl: string(),
  mediaCount: number(),
  producer: string(),
  playwright: string(),
  description: string(),
  productionLicense: string(),
  auditDetail: object(auditDetail),
  mediaList: array(object({ mediaId: bigInteger() })),
  expedited: number(),
  recommendations: string(),
  promotionPoster: string(),
  actorList: object(actorList),
  status: number(),
}

/** What every answer says about a media file. */
const mediaFile = {
  mediaId: bigInteger(),
  createTime: number(),
  expireTime: number(),
  dramaId: bigInteger(),
  fileSize: string(),
  duration: number(),
  name: string(),
  description: string(),
  coverUrl: string(),
  originalUrl: string(),
  mp4Url: string(),
  hlsUrl: string(),
}

/** A right that was given. */
const copyright = {
  authorizerAppid: string(),
  authorizationType: number(),
  authorizedAppid: string(),
  authorizedSubjectCertNo: string(),
  dramaId: bigInteger(),
  authorizedTime: number(),
  expireTime: number(),
}

const vodErrcodes = {
  [-2]: 'not ready yet; try again later',
  47003: 'a parameter is not valid',
  10090001: 'this kind of video is not supported',
  10090002: 'this kind of picture is not supported',
  10090003: 'the URL of the picture is not valid',
  10090005: 'the resourceType is not valid',
  10090038: 'the other account is not in the category of short dramas',
  10090039: 'the right was taken back before',
  10090040: 'the episode is in use',
  10090041: 'the name of the drama breaks the rules',
  10090042: 'the name of the episode breaks the rules',
  10090043: 'there is no such right',
  10093011: 'it failed',
  10093014: 'a parameter is wrong',
  10093023: 'too many calls',
  10093030: 'the resource does not exist',
}

/** 短剧媒资管理: short dramas, their media files, reviews and rights. */
export const vod = {
  /**
   * 申请分片上传
   *
   * Opens an upload in parts: then `uploadPart`, then `commitUpload`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_1-4-%E7%94%B3%E8%AF%B7%E5%88%86%E7%89%87%E4%B8%8A%E4%BC%A0
   */
  applyUpload: endpoint({
    http: 'POST /wxa/sec/vod/applyupload',
    effect: 'write',
    params: {
      mediaName: string(),
      mediaType: string(),
      coverType: optional(string()),
      sourceContext: optional(string()),
    },
    result: { uploadId: string() },
    errcodes: vodErrcodes,
  }),
  /**
   * 剧目提审
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-1-%E5%89%A7%E7%9B%AE%E6%8F%90%E5%AE%A1
   */
  auditDrama: endpoint({
    http: 'POST /wxa/sec/vod/auditdrama',
    effect: 'write',
    params: {
      dramaId: optional(bigInteger()),
      name: optional(string()),
      mediaCount: optional(number()),
      mediaIdList: optional(array(bigInteger())),
      description: optional(string()),
      recommendations: optional(string()),
      coverMaterialId: optional(string()),
      promotionPosterMaterialId: optional(string()),
      producer: optional(string()),
      authorizedMaterialId: optional(string()),
      qualificationType: optional(number()),
      registrationNumber: optional(string()),
      qualificationCertificateMaterialId: optional(string()),
      costCommitmentLetterMaterialId: optional(string()),
      costOfProduction: optional(number()),
      expedited: optional(number()),
      actorList: optional(object(actorList)),
      otherMaterialMaterialId: optional(string()),
      replaceMediaList: optional(array(object(replacement))),
      copyright: optional(
        object({
          copyrightRole: number(),
          applyForCopyrightProtection: number(),
          copyrightVerification: optional(string()),
          proofOfProduction: optional(array(string())),
          purchaseOrBroadcastAuthorizationCertificate: optional(array(string())),
        }),
      ),
      dramaType: optional(number()),
      contentDeclared: optional(number()),
      aiSoftwareOwnershipProof: optional(string()),
      otherPlatformPublicationProof: optional(array(json())),
      playwright: optional(string()),
      productionLicense: optional(string()),
      publishLicense: optional(string()),
    },
    result: { dramaId: bigInteger() },
    errcodes: vodErrcodes,
  }),
  /**
   * 增加账号授权
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_6-1-%E5%A2%9E%E5%8A%A0%E8%B4%A6%E5%8F%B7%E6%8E%88%E6%9D%83
   */
  authorizeApp: endpoint({
    http: 'POST /wxa/sec/vod/authorizeapp',
    effect: 'write',
    params: { authorizedAppid: string(), authzExpireTime: optional(number()) },
    result: {},
    errcodes: vodErrcodes,
  }),
  /**
   * 增加版权授权
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_8-1-%E5%A2%9E%E5%8A%A0%E7%89%88%E6%9D%83%E6%8E%88%E6%9D%83
   */
  authorizeCopyright: endpoint({
    http: 'POST /wxa/sec/vod/authorizecopyright',
    effect: 'write',
    params: {
      authorizationType: number(),
      authorizedAppid: optional(string()),
      authorizedSubjectCertNo: optional(string()),
      dramaIds: optional(array(bigInteger())),
      expireTime: optional(number()),
    },
    result: { result: array(object(outcome)) },
    errcodes: vodErrcodes,
  }),
  /**
   * 增加剧目授权
   *
   * The heading of WeChat's page says GET; its sample is a POST.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_5-1-%E5%A2%9E%E5%8A%A0%E5%89%A7%E7%9B%AE%E6%8E%88%E6%9D%83
   */
  authorizeDrama: endpoint({
    http: 'POST /wxa/sec/vod/authorizedrama',
    effect: 'write',
    params: {
      dramaId: array(bigInteger()),
      authorizedAppid: string(),
      authzExpireTime: optional(number()),
    },
    result: { result: array(object(outcome)) },
    errcodes: vodErrcodes,
  }),
  /**
   * 确认上传
   *
   * Closes an upload in parts.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_1-6-%E7%A1%AE%E8%AE%A4%E4%B8%8A%E4%BC%A0
   */
  commitUpload: endpoint({
    http: 'POST /wxa/sec/vod/commitupload',
    effect: 'write',
    params: {
      uploadId: string(),
      mediaPartInfos: array(object({ partNumber: number(), etag: string() })),
      coverPartInfos: optional(array(object({ partNumber: optional(number()), etag: optional(string()) }))),
    },
    result: { mediaId: bigInteger() },
    errcodes: vodErrcodes,
  }),
  /**
   * 解除账号授权
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_6-2-%E8%A7%A3%E9%99%A4%E8%B4%A6%E5%8F%B7%E6%8E%88%E6%9D%83
   */
  deauthorizeApp: endpoint({
    http: 'POST /wxa/sec/vod/deauthorizeapp',
    effect: 'write',
    params: { authorizedAppid: string() },
    result: {},
    errcodes: vodErrcodes,
  }),
  /**
   * 解除版权授权
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_8-2-%E8%A7%A3%E9%99%A4%E7%89%88%E6%9D%83%E6%8E%88%E6%9D%83
   */
  deauthorizeCopyright: endpoint({
    http: 'POST /wxa/sec/vod/deauthorizecopyright',
    effect: 'write',
    params: {
      authorizationType: number(),
      authorizedAppid: optional(string()),
      authorizedSubjectCertNo: optional(string()),
      dramaIds: optional(array(bigInteger())),
    },
    result: { result: array(object(outcome)) },
    errcodes: vodErrcodes,
  }),
  /**
   * 解除剧目授权
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_5-2-%E8%A7%A3%E9%99%A4%E5%89%A7%E7%9B%AE%E6%8E%88%E6%9D%83
   */
  deauthorizeDrama: endpoint({
    http: 'POST /wxa/sec/vod/deauthorizedrama',
    effect: 'write',
    params: { dramaId: array(bigInteger()), authorizedAppid: string() },
    result: { result: array(object(outcome)) },
    errcodes: vodErrcodes,
  }),
  /**
   * 删除媒资
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_2-4-%E5%88%A0%E9%99%A4%E5%AA%92%E8%B5%84
   */
  deleteMedia: endpoint({
    http: 'POST /wxa/sec/vod/deletemedia',
    effect: 'write',
    params: { mediaId: bigInteger() },
    result: {},
    errcodes: vodErrcodes,
  }),
  /**
   * 查询账号授权信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_6-2-%E8%A7%A3%E9%99%A4%E8%B4%A6%E5%8F%B7%E6%8E%88%E6%9D%83
   */
  getAuthorizeApps: endpoint({
    http: 'POST /wxa/sec/vod/getauthorizeapps',
    effect: 'read',
    params: {},
    result: {
      objects: array(
        object({
          authorizedAppid: string(),
          authorizedTime: number(),
          authzExpireTime: number(),
        }),
      ),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询被授权信息
   *
   * What others lent you.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_5-4-%E6%9F%A5%E8%AF%A2%E8%A2%AB%E6%8E%88%E6%9D%83%E4%BF%A1%E6%81%AF
   */
  getAuthorizedObjects: endpoint({
    http: 'POST /wxa/sec/vod/getauthorizedobjects',
    effect: 'read',
    params: { authorizerAppid: optional(string()), ...page },
    result: {
      totalCount: number(),
      objects: array(
        object({
          dramaId: bigInteger(),
          authorizerAppid: string(),
          authorizedTime: number(),
          authzExpireTime: number(),
        }),
      ),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询授权信息
   *
   * What you lent.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_5-3-%E6%9F%A5%E8%AF%A2%E6%8E%88%E6%9D%83%E4%BF%A1%E6%81%AF
   */
  getAuthorizeObjects: endpoint({
    http: 'POST /wxa/sec/vod/getauthorizeobjects',
    effect: 'read',
    params: {
      dramaId: optional(bigInteger()),
      authorizedAppid: optional(string()),
      ...page,
    },
    result: {
      totalCount: number(),
      objects: array(
        object({
          dramaId: bigInteger(),
          authorizedAppid: string(),
          authorizedTime: number(),
          authzExpireTime: number(),
        }),
      ),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询CDN日志下载链接列表
   * @see no public page found
   */
  getCdnLogs: endpoint({
    http: 'POST /wxa/sec/vod/getcdnlogs',
    effect: 'read',
    params: {
      startTime: number(),
      endTime: number(),
      ...page,
      queryType: optional(number()),
    },
    result: {
      totalCount: number(),
      domesticCdnLogs: array(
        object({
          date: string(),
          name: string(),
          url: string(),
          startTime: number(),
          endTime: number(),
        }),
      ),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询CDN用量数据
   * @see no public page found
   */
  getCdnUsageData: endpoint({
    http: 'POST /wxa/sec/vod/getcdnusagedata',
    effect: 'read',
    params: {
      startTime: number(),
      endTime: number(),
      dataInterval: bigInteger(),
      queryType: optional(number()),
    },
    result: {
      dataInterval: number(),
      itemList: array(object({ time: number(), value: number() })),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询版权授权信息
   *
   * What you gave.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_8-3-%E6%9F%A5%E8%AF%A2%E7%89%88%E6%9D%83%E6%8E%88%E6%9D%83%E4%BF%A1%E6%81%AF
   */
  getCopyrightAuthorizationList: endpoint({
    http: 'POST /wxa/sec/vod/getcopyrightauthorizationlist',
    effect: 'read',
    params: {
      authorizationType: optional(number()),
      authorizedAppid: optional(string()),
      authorizedSubjectCertNo: optional(string()),
      dramaId: optional(bigInteger()),
      ...page,
    },
    result: { list: array(object(copyright)), totalCount: number() },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询被版权授权信息
   *
   * What others gave you.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_8-4-%E6%9F%A5%E8%AF%A2%E8%A2%AB%E7%89%88%E6%9D%83%E6%8E%88%E6%9D%83%E4%BF%A1%E6%81%AF
   */
  getCopyrightAuthorizedList: endpoint({
    http: 'POST /wxa/sec/vod/getcopyrightauthorizedlist',
    effect: 'read',
    params: { authorizerAppid: optional(string()), ...page },
    result: { list: array(object(copyright)), totalCount: number() },
    errcodes: vodErrcodes,
  }),
  /**
   * 获取剧目信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-3-%E8%8E%B7%E5%8F%96%E5%89%A7%E7%9B%AE%E4%BF%A1%E6%81%AF
   */
  getDrama: endpoint({
    http: 'POST /wxa/sec/vod/getdrama',
    effect: 'read',
    params: { dramaId: bigInteger() },
    result: { dramaInfo: object({ ...drama, otherMaterial: string() }) },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询剧目审核信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-7-%E6%9F%A5%E8%AF%A2%E5%89%A7%E7%9B%AE%E5%AE%A1%E6%A0%B8%E4%BF%A1%E6%81%AF
   */
  getDramaLatestAuditInfo: endpoint({
    http: 'POST /wxa/sec/vod/getdramalatestauditinfo',
    effect: 'read',
    params: { dramaId: bigInteger(), auditType: number() },
    result: { auditDetail: object(auditDetail) },
    errcodes: vodErrcodes,
  }),
  /**
   * 获取媒资详细信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_2-2-%E8%8E%B7%E5%8F%96%E5%AA%92%E8%B5%84%E8%AF%A6%E7%BB%86%E4%BF%A1%E6%81%AF
   */
  getMedia: endpoint({
    http: 'POST /wxa/sec/vod/getmedia',
    effect: 'read',
    params: { mediaId: bigInteger() },
    result: {
      mediaInfo: object({
        ...mediaFile,
        auditDetail: object({
          status: oneOf.open(0, 1, 2, 3, 4),
          createTime: number(),
          auditTime: number(),
          reason: string(),
          evidenceMaterialIdList: array(string()),
        }),
      }),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 获取媒资播放链接
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_2-3-%E8%8E%B7%E5%8F%96%E5%AA%92%E8%B5%84%E6%92%AD%E6%94%BE%E9%93%BE%E6%8E%A5
   */
  getMediaLink: endpoint({
    http: 'POST /wxa/sec/vod/getmedialink',
    effect: 'read',
    params: {
      mediaId: bigInteger(),
      t: number(),
      us: optional(string()),
      exper: optional(number()),
      rlimit: optional(number()),
      whref: optional(string()),
      bkref: optional(string()),
      expr: optional(number()),
    },
    result: {
      mediaInfo: object({
        mediaId: bigInteger(),
        duration: number(),
        name: string(),
        description: string(),
        coverUrl: string(),
        mp4Url: string(),
        hlsUrl: string(),
      }),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询任务
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_1-3-%E6%9F%A5%E8%AF%A2%E4%BB%BB%E5%8A%A1
   */
  getTask: endpoint({
    http: 'POST /wxa/sec/vod/gettask',
    effect: 'read',
    params: { taskId: bigInteger() },
    result: {
      taskInfo: object({
        id: bigInteger(),
        taskType: oneOf.open(1),
        status: oneOf.open(1, 2, 3, 4),
        errcode: number(),
        errmsg: string(),
        createTime: number(),
        finishTime: number(),
        mediaId: bigInteger(),
      }),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 获取剧目列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-2-%E8%8E%B7%E5%8F%96%E5%89%A7%E7%9B%AE%E5%88%97%E8%A1%A8
   */
  listDramas: endpoint({
    http: 'POST /wxa/sec/vod/listdramas',
    effect: 'read',
    params: page,
    result: { dramaInfoList: array(object(drama)) },
    errcodes: vodErrcodes,
  }),
  /**
   * 获取媒资列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_2-1-%E8%8E%B7%E5%8F%96%E5%AA%92%E8%B5%84%E5%88%97%E8%A1%A8
   */
  listMedia: endpoint({
    http: 'POST /wxa/sec/vod/listmedia',
    effect: 'read',
    params: {
      dramaId: optional(bigInteger()),
      mediaName: optional(string()),
      mediaNameFuzzy: optional(string()),
      startTime: optional(number()),
      endTime: optional(number()),
      ...page,
    },
    result: {
      mediaInfoList: array(
        object({
          ...mediaFile,
          auditDetail: object({
            status: number(),
            createTime: number(),
            auditTime: number(),
            reason: string(),
            evidenceMaterialIdList: array(string()),
          }),
        }),
      ),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 查询流量包详情
   * @see no public page found
   */
  listPackages: endpoint({
    http: 'POST /wxa/sec/vod/listpackages',
    effect: 'read',
    params: {
      status: number(),
      offset: optional(number()),
      limit: number(),
      queryType: optional(number()),
    },
    result: {
      totalCount: number(),
      packageList: array(
        object({
          startTime: number(),
          endTime: number(),
          used: number(),
          all: number(),
          orderId: bigInteger(),
          status: number(),
          isDeleted: number(),
          packageId: string(),
        }),
      ),
    },
    errcodes: vodErrcodes,
  }),
  /**
   * 修改剧目基本信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-6-%E4%BF%AE%E6%94%B9%E5%89%A7%E7%9B%AE%E5%9F%BA%E6%9C%AC%E4%BF%A1%E6%81%AF
   */
  modifyDramaBasicInfo: endpoint({
    http: 'POST /wxa/sec/vod/modifydramabasicinfo',
    effect: 'write',
    params: {
      dramaId: bigInteger(),
      description: optional(string()),
      coverMaterialId: optional(string()),
      recommendations: optional(string()),
      promotionPosterMaterialId: optional(string()),
      alternateName: optional(string()),
      actorList: optional(object(actorList)),
      qualificationType: optional(number()),
      registrationNumber: optional(string()),
      qualificationCertificateMaterialId: optional(string()),
      costOfProduction: optional(number()),
      costCommitmentLetterMaterialId: optional(string()),
      otherMaterialMaterialId: optional(string()),
      producer: optional(string()),
      copyright: optional(
        object({
          copyrightRole: number(),
          applyForCopyrightProtection: number(),
          copyrightVerification: optional(string()),
          proofOfProduction: optional(array(json())),
          purchaseOrBroadcastAuthorizationCertificate: optional(array(json())),
        }),
      ),
      authorizedMaterialId: optional(string()),
      productionLicense: optional(string()),
      publishLicense: optional(string()),
    },
    result: {},
    errcodes: vodErrcodes,
  }),
  /**
   * 拉取上传
   *
   * WeChat fetches the file: watch it with `getTask`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_1-2-%E6%8B%89%E5%8F%96%E4%B8%8A%E4%BC%A0
   */
  pullUpload: endpoint({
    http: 'POST /wxa/sec/vod/pullupload',
    effect: 'write',
    params: {
      mediaName: string(),
      mediaUrl: string(),
      coverUrl: optional(string()),
      sourceContext: optional(string()),
    },
    result: { taskId: bigInteger() },
    errcodes: vodErrcodes,
  }),
  /**
   * 替换审核通过的剧集
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-5-%E6%9B%BF%E6%8D%A2%E5%AE%A1%E6%A0%B8%E9%80%9A%E8%BF%87%E7%9A%84%E5%89%A7%E9%9B%86
   */
  replaceDramaMedia: endpoint({
    http: 'POST /wxa/sec/vod/replacedramamedia',
    effect: 'write',
    params: { dramaId: bigInteger(), oldMediaId: bigInteger(), newMediaId: bigInteger() },
    result: {},
    errcodes: vodErrcodes,
  }),
  /**
   * 单个文件上传
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_1-1-%E5%8D%95%E4%B8%AA%E6%96%87%E4%BB%B6%E4%B8%8A%E4%BC%A0
   */
  singleFileUpload: endpoint({
    http: 'POST /wxa/sec/vod/singlefileupload',
    body: 'multipart',
    effect: 'write',
    params: {
      mediaName: string(),
      mediaType: string(),
      mediaData: media(),
      coverType: optional(string()),
      coverData: optional(media()),
      sourceContext: optional(string()),
    },
    result: { mediaId: bigInteger() },
    errcodes: vodErrcodes,
  }),
  /**
   * 提交替换剧集审核
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_3-4-%E6%8F%90%E4%BA%A4%E6%9B%BF%E6%8D%A2%E5%89%A7%E9%9B%86%E5%AE%A1%E6%A0%B8
   */
  submitReplaceMedias: endpoint({
    http: 'POST /wxa/sec/vod/submitreplacedramamedias',
    effect: 'write',
    params: { dramaId: bigInteger(), replaceMediaList: array(object(replacement)) },
    result: {},
    errcodes: vodErrcodes,
  }),
  /**
   * 上传分片
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/mini-drama/mini_drama.html#_1-5-%E4%B8%8A%E4%BC%A0%E5%88%86%E7%89%87
   */
  uploadPart: endpoint({
    http: 'POST /wxa/sec/vod/uploadpart',
    body: 'multipart',
    effect: 'write',
    params: {
      uploadId: string(),
      partNumber: number(),
      resourceType: number(),
      data: media(),
    },
    result: {
      /** For `commitUpload`. */
      etag: string(),
    },
    errcodes: vodErrcodes,
  }),
}
