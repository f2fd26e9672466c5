import { endpoint } from '../schema/endpoint'
import {
  array,
  boolean,
  json,
  jsonString,
  number,
  object,
  oneOf,
  optional,
  query,
  string,
  userOpenid,
  wire,
} from '../schema/fields'

const collection = { env: string(), collectionName: string() }

/** A statement of the database, as text. */
const statement = { env: string(), query: string() }

/** Which part of the whole this is. */
const pager = {
  Offset: wire('Offset', number()),
  Limit: wire('Limit', number()),
  Total: wire('Total', number()),
}

const indexes = {
  name: string(),
  unique: boolean(),
  keys: array(object({ name: string(), direction: string() })),
}

/** What became of one message. */
const sent = {
  serialNo: string(),
  phoneNumber: string(),
  code: string(),
  message: string(),
  isoCode: string(),
}

/** Meanings that several methods share. */
const meaning = {
  envRefused: 'the env was refused',
  noStaticHosting: 'static hosting is not open',
  tookTooLong: 'cloud development took too long',
  noCloudDevelopment: 'cloud development is not open for the mini program',
  wrongLink: 'the URL Link is not valid',
} as const

const cloudErrcodes = {
  [-1000]: 'system error',
  40101: 'a parameter is missing',
  85088: 'cloud development is not open for the mini program',
}

const smsErrcodes = {
  [-601033]: 'personal mini programs may not do this',
  [-601032]: 'the mini program has no name',
  [-601027]: 'the env is not valid',
  [-501007]: 'a parameter is wrong; errMsg says which',
}

/** 云开发: environments of cloud development, from outside of them. */
export const cloudbase = {
  /**
   * 新增集合
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/addDatabaseCollection.html
   */
  addDatabaseCollection: endpoint({
    http: 'POST /tcb/databasecollectionadd',
    effect: 'write',
    params: collection,
    result: {},
    errcodes: { ...cloudErrcodes, [-501000]: meaning.envRefused },
  }),
  /**
   * 数据库插入记录
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/addDatabaseItem.html
   */
  addDatabaseItem: endpoint({
    http: 'POST /tcb/databaseadd',
    effect: 'write',
    params: statement,
    result: { idList: array(string()) },
    errcodes: cloudErrcodes,
  }),
  /**
   * 延时调用云函数
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.addDelayedFunctionTask.html
   */
  addDelayedFunctionTask: endpoint({
    http: 'POST /tcb/adddelayedfunctiontask',
    cloudCallable: true,
    effect: 'write',
    params: {
      env: string(),
      functionName: string(),
      /** What the function gets: an object, or its JSON text. */
      data: jsonString(json()),
      delayTime: number(),
    },
    result: {},
    errcodes: { [-501000]: meaning.envRefused, [-1000]: 'system error' },
  }),
  /**
   * 数据库聚合
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/file-management/aggregateDatabase.html
   */
  aggregateDatabase: endpoint({
    http: 'POST /tcb/databaseaggregate',
    effect: 'read',
    params: statement,
    result: { data: array(string()) },
    errcodes: { ...cloudErrcodes, [-501000]: meaning.envRefused },
  }),
  /**
   * no title found
   *
   * Starts a load test of a page.
   * @deprecated gone from WeChat's documentation, which names no successor
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.createPressureTest.html
   */
  createPressureTest: endpoint({
    http: 'POST /tcb/createpressuretesttask',
    effect: 'write',
    deprecated: "gone from WeChat's documentation, which names no successor",
    params: {
      taskUrl: string(),
      runCount: number(),
      runTime: number(),
      sourceType: optional(number()),
    },
    result: { pressureId: number() },
  }),
  /**
   * 创建发短信任务
   *
   * Sends one message to every number of a file.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.createSendSmsTask.html
   */
  createSendSmsTask: endpoint({
    http: 'POST /tcb/createsendsmstask',
    cloudCallable: true,
    effect: 'write',
    params: { env: string(), fileUrl: string(), templateId: string() },
    result: { queryId: string() },
    errcodes: { ...smsErrcodes, [-601028]: meaning.noStaticHosting },
  }),
  /**
   * 删除集合
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/deleteDatabaseCollection.html
   */
  deleteDatabaseCollection: endpoint({
    http: 'POST /tcb/databasecollectiondelete',
    effect: 'write',
    params: collection,
    result: {},
    errcodes: cloudErrcodes,
  }),
  /**
   * 数据库删除记录
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/deleteDatabaseItem.html
   */
  deleteDatabaseItem: endpoint({
    http: 'POST /tcb/databasedelete',
    effect: 'write',
    params: statement,
    result: { deleted: number() },
    errcodes: cloudErrcodes,
  }),
  /**
   * 删除文件
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/file-management/deleteTcbCloudFile.html
   */
  deleteTcbCloudFile: endpoint({
    http: 'POST /tcb/batchdeletefile',
    effect: 'write',
    params: { env: string(), fileidList: array(string()) },
    result: {
      deleteList: array(object({ fileid: string(), status: number(), errmsg: string() })),
    },
    errcodes: { ...cloudErrcodes, [-501002]: meaning.tookTooLong },
  }),
  /**
   * 描述扩展上传文件信息
   *
   * Wire names stay as they are here: WeChat wraps what is asked and answered.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.describeExtensionUploadInfo.html
   */
  describeExtensionUploadInfo: endpoint({
    http: 'POST /tcb/describeextensionuploadinfo',
    cloudCallable: true,
    effect: 'read',
    params: {
      PostData: wire(
        'PostData',
        object({
          ExtensionFiles: wire(
            'ExtensionFiles',
            array(
              object({
                FileType: wire('FileType', string()),
                FileName: wire('FileName', string()),
              }),
            ),
          ),
        }),
      ),
    },
    result: {
      Response: wire(
        'Response',
        object({
          FilesData: wire(
            'FilesData',
            array(
              object({
                CodeUri: wire('CodeUri', string()),
                UploadUrl: wire('UploadUrl', string()),
                CustomKey: wire('CustomKey', string()),
                MaxSize: wire('MaxSize', number()),
              }),
            ),
          ),
          RequestId: wire('RequestId', string()),
        }),
      ),
    },
  }),
  /**
   * 查询短信记录
   *
   * Wire names stay as they are here: WeChat wraps what is asked and answered.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.describeSmsRecords.html
   */
  describeSmsRecords: endpoint({
    http: 'POST /tcb/describesmsrecords',
    cloudCallable: true,
    effect: 'read',
    params: {
      PostData: wire(
        'PostData',
        object({
          EnvId: wire('EnvId', string()),
          StartDate: wire('StartDate', string()),
          EndDate: wire('EndDate', string()),
          Mobile: optional(wire('Mobile', string())),
          QueryId: wire('QueryId', string()),
          PageNumber: wire('PageNumber', number()),
          PageSize: wire('PageSize', number()),
        }),
      ),
    },
    result: {
      Response: wire(
        'Response',
        object({
          SmsRecords: wire(
            'SmsRecords',
            array(
              object({
                Mobile: wire('Mobile', string()),
                Content: wire('Content', string()),
                ContentSize: wire('ContentSize', number()),
                Fee: wire('Fee', number()),
                CreateTime: wire('CreateTime', string()),
                ReceivedTime: wire('ReceivedTime', string()),
                Status: wire('Status', string()),
                Remarks: wire('Remarks', string()),
              }),
            ),
          ),
          TotalCount: wire('TotalCount', number()),
          RequestId: wire('RequestId', string()),
        }),
      ),
    },
    errcodes: {
      85088: { means: meaning.noCloudDevelopment, fix: 'open cloud development for the mini program' },
    },
  }),
  /**
   * 数据库导出
   *
   * Runs on: watch it with `getDatabaseMigrateStatus`.
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/exportDatabaseItem.html
   */
  exportDatabaseItem: endpoint({
    http: 'POST /tcb/databasemigrateexport',
    effect: 'write',
    params: { ...statement, filePath: string(), fileType: oneOf(1, 2) },
    result: { jobId: number() },
    errcodes: cloudErrcodes,
  }),
  /**
   * 获取腾讯云API调用凭证
   *
   * The answer holds keys of Tencent Cloud: keep them on the server.
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/admin-management/getCloudToken.html
   */
  getCloudToken: endpoint({
    http: 'POST /tcb/getqcloudtoken',
    effect: 'read',
    params: { lifespan: number() },
    result: {
      secretid: string(),
      secretkey: string(),
      token: string(),
      expiredTime: number(),
    },
    errcodes: cloudErrcodes,
  }),
  /**
   * 获取集合信息
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/getDatabaseCollection.html
   */
  getDatabaseCollection: endpoint({
    http: 'POST /tcb/databasecollectionget',
    effect: 'read',
    params: { env: string(), limit: optional(number()), offset: optional(number()) },
    result: {
      collections: array(
        object({
          name: string(),
          count: number(),
          size: number(),
          indexCount: number(),
          indexSize: number(),
        }),
      ),
      pager: object(pager),
    },
    errcodes: cloudErrcodes,
  }),
  /**
   * 统计集合记录数
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/getDatabaseCount.html
   */
  getDatabaseCount: endpoint({
    http: 'POST /tcb/databasecount',
    effect: 'read',
    params: statement,
    result: { count: number() },
    errcodes: cloudErrcodes,
  }),
  /**
   * 数据库迁移状态查询
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/getDatabaseRecord.html
   */
  getDatabaseMigrateStatus: endpoint({
    http: 'POST /tcb/databasemigratequeryinfo',
    effect: 'read',
    params: { env: string(), jobId: number() },
    result: {
      status: string(),
      recordSuccess: number(),
      recordFail: number(),
      errorMsg: string(),
      fileUrl: string(),
    },
    errcodes: cloudErrcodes,
  }),
  /**
   * 数据库查询记录
   * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/cloudbase/common/databasequery.html
   */
  getDatabaseRecord: endpoint({
    http: 'POST /tcb/databasequery',
    effect: 'read',
    params: statement,
    result: { pager: object(pager), data: array(string()) },
    errcodes: cloudErrcodes,
  }),
  /**
   * 获取文件下载链接
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/file-management/getDownloadTcbFileLink.html
   */
  getDownloadTcbFileLink: endpoint({
    http: 'POST /tcb/batchdownloadfile',
    effect: 'read',
    params: {
      env: string(),
      fileList: array(object({ fileid: string(), maxAge: number() })),
    },
    result: {
      fileList: array(
        object({
          fileid: string(),
          downloadUrl: string(),
          status: number(),
          errmsg: string(),
        }),
      ),
    },
    errcodes: {
      ...cloudErrcodes,
      [-501007]: 'a parameter is wrong; errMsg says which',
      [-501002]: meaning.tookTooLong,
      [-501000]: meaning.envRefused,
    },
  }),
  /**
   * 获取cloudID对应的数据
   * @see no public page found
   */
  getOpenData: endpoint({
    http: 'POST /wxa/getopendata',
    cloudCallable: true,
    effect: 'read',
    params: { openid: query(optional(userOpenid())), cloudidList: array(string()) },
    result: {
      dataList: array(
        object({
          cloudId: string(),
          /** The data, with its keys as they are. */
          json: json(),
        }),
      ),
    },
  }),
  /**
   * no title found
   *
   * What a load test found.
   * @deprecated gone from WeChat's documentation, which names no successor
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.getPressureTestReport.html
   */
  getPressureTestReport: endpoint({
    http: 'POST /tcb/getpressuretestreport',
    effect: 'read',
    deprecated: "gone from WeChat's documentation, which names no successor",
    params: { pressureId: number() },
    result: {
      report: object({
        pressureId: number(),
        appid: string(),
        taskUrl: string(),
        runTime: number(),
        /** WeChat's own spelling. */
        blankpagePencent: number(),
        averTimeCost: number(),
        maxTimeCost: number(),
        totalLaunchCnt: number(),
        totalRequestCnt: number(),
        networkList: array(
          object({
            path: string(),
            averTimeCost: number(),
            maxTimeCost: number(),
            totalRequestCnt: number(),
            succPercent: number(),
            topTimeCostList: array(object({ timeCost: number() })),
            overCount: number(),
          }),
        ),
      }),
    },
  }),
  /**
   * no title found
   *
   * How far a load test is.
   * @deprecated gone from WeChat's documentation, which names no successor
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.getPressureTestStatus.html
   */
  getPressureTestStatus: endpoint({
    http: 'POST /tcb/getpressureteststatus',
    effect: 'read',
    deprecated: "gone from WeChat's documentation, which names no successor",
    params: { pressureId: number() },
    result: { status: string(), begTime: number(), endTime: number() },
  }),
  /**
   * 获取云开发数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.getStatistics.html
   */
  getStatistics: endpoint({
    http: 'POST /tcb/getstatistics',
    cloudCallable: true,
    effect: 'read',
    params: {
      action: oneOf('smsMarketingOverviewData', 'smsMarketingConversionData', 'smsMarketingRealTimeData'),
      beginDate: number(),
      endDate: number(),
      pageLimit: number(),
      pageOffset: number(),
      condition: optional(
        object({
          envId: optional(string()),
          activityId: optional(string()),
          byChannelId: optional(string()),
          channelId: optional(string()),
          actType: optional(string()),
        }),
      ),
    },
    result: {
      dataColumn: array(object({ colId: string(), colName: string(), colDataType: string() })),
      dataValue: array(object({ dataValue: array(string()) })),
      totalNum: number(),
    },
    errcodes: { 10011: 'no data found' },
  }),
  /**
   * 获取文件上传链接
   *
   * The file itself is then posted to the address of the answer.
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/file-management/getUploadTcbFileLink.html
   */
  getUploadTcbFileLink: endpoint({
    http: 'POST /tcb/uploadfile',
    effect: 'read',
    params: { env: string(), path: string() },
    result: {
      url: string(),
      token: string(),
      authorization: string(),
      fileId: string(),
      cosFileId: string(),
    },
    errcodes: cloudErrcodes,
  }),
  /**
   * 获取实时语音签名
   * @see no public page found
   */
  getVoIPSign: endpoint({
    http: 'POST /wxa/getvoipsign',
    cloudCallable: true,
    effect: 'read',
    params: { groupId: string(), timestamp: number(), nonce: string() },
    result: { signature: string() },
  }),
  /**
   * 数据库导入
   *
   * Runs on: watch it with `getDatabaseMigrateStatus`.
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-common/db-management/importDatabaseItem.html
   */
  importDatabaseItem: endpoint({
    http: 'POST /tcb/databasemigrateimport',
    effect: 'write',
    params: {
      ...collection,
      filePath: string(),
      fileType: number(),
      stopOnError: boolean(),
      conflictMode: number(),
    },
    result: { jobId: number() },
    errcodes: { ...cloudErrcodes, [-501000]: meaning.envRefused },
  }),
  /**
   * 触发云函数
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/cloudbase-batch/scf-mgnt/invokeCloudFunction.html
   */
  invokeCloudFunction: endpoint({
    http: 'POST /tcb/invokecloudfunction',
    effect: 'write',
    params: {
      env: query(string()),
      name: query(string()),
      /** What the function gets. */
      reqData: string(),
    },
    result: { respData: string() },
    errcodes: {
      40101: 'a parameter is missing',
      85088: { means: meaning.noCloudDevelopment, fix: 'open cloud development for the mini program' },
    },
  }),
  /**
   * 云开发上报接口
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.report.html
   */
  report: endpoint({
    http: 'POST /tcb/cloudbasereport',
    cloudCallable: true,
    effect: 'write',
    params: {
      reportAction: oneOf('sendSmsTask', 'openH5'),
      envId: string(),
      activityId: string(),
      taskId: string(),
      phoneCount: string(),
      channelId: optional(string()),
      sessionId: optional(string()),
    },
    result: {},
  }),
  /**
   * 发送短信
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.sendSms.html
   */
  sendSms: endpoint({
    http: 'POST /tcb/sendsms',
    cloudCallable: true,
    effect: 'write',
    params: {
      env: string(),
      phoneNumberList: array(string()),
      smsType: oneOf('Marketing', 'Notification'),
      templateId: optional(string()),
      content: optional(string()),
      path: optional(string()),
      templateParamList: optional(array(string())),
      useShortName: optional(boolean()),
      resourceAppid: optional(string()),
    },
    result: { sendStatusList: array(object(sent)) },
    errcodes: {
      ...smsErrcodes,
      [-607004]: meaning.wrongLink,
      [-607001]: 'the path of the static site is not valid',
      [-601028]: meaning.noStaticHosting,
    },
  }),
  /**
   * 发送短信v2
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/cloudbase/cloudbase.sendSmsV2.html
   */
  sendSmsV2: endpoint({
    http: 'POST /tcb/sendsmsv2',
    cloudCallable: true,
    effect: 'write',
    params: {
      env: string(),
      urlLink: string(),
      templateId: string(),
      templateParamList: array(string()),
      phoneNumberList: array(string()),
      useShortName: optional(boolean()),
      resourceAppid: optional(string()),
    },
    result: { sendStatusList: array(object(sent)) },
    errcodes: { ...smsErrcodes, [-607004]: meaning.wrongLink },
  }),
  /**
   * 更新数据库索引
   * @see https://developers.weixin.qq.com/doc/oplatform/Third-party_Platforms/2.0/api/cloudbase/common/updateindexinfo.html
   */
  updateDatabaseIndex: endpoint({
    http: 'POST /tcb/updateindex',
    effect: 'write',
    params: {
      ...collection,
      createIndexes: array(object(indexes)),
      dropIndexes: array(
        object({ ...indexes, unique: optional(indexes.unique), keys: optional(indexes.keys) }),
      ),
    },
    result: {},
    errcodes: cloudErrcodes,
  }),
  /**
   * 数据库更新记录
   * @see no public page found
   */
  updateDatabaseRecord: endpoint({
    http: 'POST /tcb/databaseupdate',
    effect: 'write',
    params: statement,
    result: { matched: number(), modified: number(), id: string() },
    errcodes: cloudErrcodes,
  }),
}
