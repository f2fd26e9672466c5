import { group } from '../../catalogue/officialAccount/merchant/group'
import { shelf } from '../../catalogue/officialAccount/merchant/shelf'
import { call } from '../define'

const getAllShelves = call(shelf.getAll, '', () => ({}))

/** 微信小店: groups and shelves */
export const shopShelves = {
  createGoodsGroup: call(group.add, 'groupName', (groupName: string, productList: string[] = []) => ({
    group_detail: { group_name: groupName, product_list: productList },
  })),
  deleteGoodsGroup: call(group.del, 'groupId', (groupId: number) => ({ group_id: groupId })),
  updateGoodsGroup: call(group.propertyMod, 'groupId groupName', (groupId: number, groupName: string) => ({
    group_id: groupId,
    group_name: groupName,
  })),
  updateGoodsForGroup: call(
    group.productMod,
    'groupId addProductList delProductList',
    (groupId: number, addProductList: string[], delProductList: string[]) => ({
      group_id: groupId,
      product: [
        ...addProductList.map(id => ({ product_id: id, mod_action: 1 })),
        ...delProductList.map(id => ({ product_id: id, mod_action: 0 })),
      ],
    }),
  ),
  getAllGroups: call(group.getAll, '', () => ({})),
  getGroupById: call(group.getById, 'groupId', (groupId: number) => ({ group_id: groupId })),
  createShelf: call(shelf.add, 'shelf', (given: object) => given),
  deleteShelf: call(shelf.del, 'shelfId', (shelfId: number) => ({ shelf_id: shelfId })),
  updateShelf: call(shelf.mod, 'shelf', (given: object) => given),
  getAllShelves,
  getAllShelf: getAllShelves,
  getShelfById: call(shelf.getById, 'shelfId', (shelfId: number) => ({ shelf_id: shelfId })),
}
