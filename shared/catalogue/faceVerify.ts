import { endpoint } from '../schema/endpoint'
import { number, object, oneOf, string, userOpenid } from '../schema/fields'

/** Meanings that several methods share. */
const meaning = {
  noOutSeqNo: 'the outSeqNo is missing',
  noOpenid: 'the openid is missing',
  usedOutSeqNo: 'the outSeqNo was used before',
} as const

/** 微信人脸核身: whether it is the very person. */
export const faceVerify = {
  /**
   * 获取用户人脸核身会话唯一标识
   *
   * The answer opens the check in the mini program; ask for its outcome with `queryVerifyInfo`.
   * @see no public page found
   */
  getVerifyId: endpoint({
    http: 'POST /cityservice/face/identify/getverifyid',
    effect: 'write',
    params: {
      outSeqNo: string(),
      certInfo: object({ certType: string(), certName: string(), certNo: string() }),
      openid: userOpenid(),
    },
    result: { verifyId: string(), expiresIn: number() },
    errcodes: {
      84010: meaning.noOutSeqNo,
      84011: 'the outSeqNo is malformed',
      84012: 'certInfo is missing',
      84013: 'the certType is not valid',
      84014: 'the certName is not valid',
      84015: 'the certNo is not valid',
      84016: meaning.noOpenid,
      84019: meaning.usedOutSeqNo,
    },
  }),
  /**
   * 查询用户人脸核身真实验证结果
   *
   * Trust this answer, not the mini program's.
   * @see no public page found
   */
  queryVerifyInfo: endpoint({
    http: 'POST /cityservice/face/identify/queryverifyinfo',
    effect: 'read',
    params: {
      verifyId: string(),
      outSeqNo: string(),
      certHash: string(),
      openid: userOpenid(),
    },
    result: {
      verifyRet: oneOf.open(
        ...([
          90001, 90002, 90003, 90004, 90005, 90006, 90007, 90008, 90009, 90010, 90011, 90012, 90013, 90014,
          90017, 90018, 90104, 90105, 90106, 90107, 90109, 90110, 90199, 10000, 10001, 10002, 10003, 10004,
          10005, 10006, 10007, 10008, 10010, 10012, 10013, 10014, 10015, 10016, 10017, 10018, 10020, 10021,
          10026, 10029, 10040, 10041, 10042, 10045, 10052, 10300,
        ] as const),
      ),
    },
    errcodes: {
      84010: meaning.noOutSeqNo,
      84016: meaning.noOpenid,
      84017: 'the openid does not match',
      84018: 'the certHash is wrong',
      84019: meaning.usedOutSeqNo,
      84020: 'the outSeqNo does not match',
      84021: 'the verifyId is missing',
      84022: 'the verifyId has expired',
    },
  }),
}
