import { groups as groupRows } from '../../catalogue/officialAccount/groups'
import { tags as tagRows } from '../../catalogue/officialAccount/tags'
import { user } from '../../catalogue/officialAccount/user'
import { call } from '../entry'

type Lang = 'zh_CN' | 'zh_TW' | 'en'

/** 用户 */
export const users = {
  /** An openid alone asks for the names of places in English, as it always did. */
  getUser: call(user.getInfo, 'options', (options: string | { openid: string; lang?: Lang }) =>
    typeof options === 'string'
      ? { openid: options, lang: 'en' }
      : { openid: options.openid, lang: options.lang },
  ),
  batchGetUsers: call(user.batchGetInfo, 'openids', (openids: string[], lang: Lang = 'zh_CN') => ({
    user_list: openids.map(openid => ({ openid, lang })),
  })),
  getFollowers: call(user.getList, '', (nextOpenid: string = '') => ({ next_openid: nextOpenid })),
  updateRemark: call(user.updateRemark, 'openid remark', (openid: string, remark: string) => ({
    openid,
    remark,
  })),
}

/** 用户分组 */
export const groups = {
  getGroups: call(groupRows.get, '', () => ({})),
  getWhichGroup: call(groupRows.getId, 'openid', (openid: string) => ({ openid })),
  createGroup: call(groupRows.create, 'name', (name: string) => ({ group: { name } })),
  updateGroup: call(groupRows.update, 'id name', (id: number, name: string) => ({ group: { id, name } })),
  moveUserToGroup: call(groupRows.updateMember, 'openid groupId', (openid: string, groupId: number) => ({
    openid,
    to_groupid: groupId,
  })),
  moveUsersToGroup: call(
    groupRows.batchUpdateMembers,
    'openids groupId',
    (openids: string[], groupId: number) => ({ openid_list: openids, to_groupid: groupId }),
  ),
  removeGroup: call(groupRows.delete, 'groupId', (groupId: number) => ({ group: { id: groupId } })),
}

const createTag = call(tagRows.create, 'name', (name: string) => ({ tag: { name } }))
const editTag = call(tagRows.update, 'id name', (id: number, name: string) => ({ tag: { id, name } }))
const getUserTags = call(tagRows.getUserTagList, 'openid', (openid: string) => ({ openid }))
const membersBatchtagging = call(
  tagRows.batchTagging,
  'tagId openList',
  (tagId: number, openList: string[]) => ({ openid_list: openList, tagid: tagId }),
)
const membersBatchuntagging = call(
  tagRows.batchUntagging,
  'tagId openList',
  (tagId: number, openList: string[]) => ({ openid_list: openList, tagid: tagId }),
)
const getTagUsers = call(tagRows.getUsers, 'tagId', (tagId: number, nextOpenid: string = '') => ({
  tagid: tagId,
  next_openid: nextOpenid,
}))

/** 用户标签: in the words of both libraries */
export const tags = {
  createTag,
  createTags: createTag,
  getTags: call(tagRows.get, '', () => ({})),
  editTag,
  updateTag: editTag,
  deleteTag: call(tagRows.delete, 'id', (id: number) => ({ tag: { id } })),
  getTagUsers,
  getUsersFromTag: getTagUsers,
  membersBatchtagging,
  memberBatchtagging: membersBatchtagging,
  membersBatchuntagging,
  memberBatchuntagging: membersBatchuntagging,
  batchTagging: call(tagRows.batchTagging, 'openIdList tagId', (openIdList: string[], tagId: number) => ({
    openid_list: openIdList,
    tagid: tagId,
  })),
  batchUnTagging: call(tagRows.batchUntagging, 'openIdList tagId', (openIdList: string[], tagId: number) => ({
    openid_list: openIdList,
    tagid: tagId,
  })),
  getUserTags,
  getIdList: getUserTags,
}
